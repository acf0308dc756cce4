package io.rollcall.server.users.query;

import io.rollcall.server.users.query.Condition.And;
import io.rollcall.server.users.query.Condition.AnyElement;
import io.rollcall.server.users.query.Condition.Or;
import io.rollcall.server.users.query.Condition.Text;
import io.rollcall.server.users.query.Operand.Member;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Translation of a condition to one on {@link SearchTerms}, which holds for all users who match and for few others. */
final class TermsSql {
    private static final Member USER_NAME = Member.of("userName");

    private final SqlWriter sql;

    private TermsSql(SqlWriter sql) {
        this.sql = sql;
    }

    /** Returns whether users without the terms of the condition cannot match. */
    static boolean exists(Condition condition) {
        return of(condition, Member.of()).isPresent();
    }

    /** Writes the condition; users without terms satisfy it. */
    static void write(Condition condition, SqlWriter sql) {
        Consumer<TermsSql> terms = of(condition, Member.of()).orElseThrow();
        sql.sql("(u.search_terms IS NULL OR ");
        terms.accept(new TermsSql(sql));
        sql.sql(")");
    }

    /** @param scope the array whose element the condition tests; the document if it has no names */
    private static Optional<Consumer<TermsSql>> of(Condition condition, Member scope) {
        if (condition instanceof And and) {
            List<Consumer<TermsSql>> some = and.terms().stream()
                    .map(term -> of(term, scope))
                    .flatMap(Optional::stream)
                    .toList();
            return joined(some, " AND ");
        }
        if (condition instanceof Or or) {
            List<Optional<Consumer<TermsSql>>> all =
                    or.terms().stream().map(term -> of(term, scope)).toList();
            return all.stream().allMatch(Optional::isPresent)
                    ? joined(all.stream().flatMap(Optional::stream).toList(), " OR ")
                    : Optional.empty();
        }
        if (condition instanceof AnyElement any) {
            return of(any.condition(), inside(scope, any.array()));
        }
        return condition instanceof Text text
                ? term(text, scope).map(term -> terms -> terms.contain(term))
                : Optional.empty();
    }

    private static Optional<Consumer<TermsSql>> joined(List<Consumer<TermsSql>> parts, String word) {
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(terms -> terms.sql
                        .sql("(")
                        .joined(parts, word, part -> part.accept(terms))
                        .sql(")"));
    }

    private static Optional<byte[]> term(Text text, Member scope) {
        Optional<Member> attribute = attribute(text.operand()).map(member -> inside(scope, member));
        return switch (text.relation()) {
            case EQUAL -> attribute.flatMap(member -> SearchTerms.equal(member, text.text()));
            case CONTAINS, STARTS_WITH, ENDS_WITH -> attribute.flatMap(member -> SearchTerms.part(member, text.text()));
            default -> Optional.empty();
        };
    }

    private static Optional<Member> attribute(Operand operand) {
        if (operand == UserAttribute.USER_NAME) {
            return Optional.of(USER_NAME);
        }
        return operand instanceof Member member ? Optional.of(member) : Optional.empty();
    }

    private static Member inside(Member scope, Member member) {
        return new Member(
                Stream.concat(scope.names().stream(), member.names().stream()).toList());
    }

    /** Users are passed over by the index alone, without a look at their documents. */
    private void contain(byte[] term) {
        sql.sql("LOCATE(").bind(term).sql(", u.search_terms)");
    }
}
