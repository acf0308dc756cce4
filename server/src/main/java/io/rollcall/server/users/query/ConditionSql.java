package io.rollcall.server.users.query;

import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.users.query.Condition.And;
import io.rollcall.server.users.query.Condition.AnyElement;
import io.rollcall.server.users.query.Condition.Constant;
import io.rollcall.server.users.query.Condition.Not;
import io.rollcall.server.users.query.Condition.Or;
import io.rollcall.server.users.query.Condition.Present;
import io.rollcall.server.users.query.Condition.Text;
import io.rollcall.server.users.query.Condition.Time;
import io.rollcall.server.users.query.Condition.True;
import java.util.List;
import java.util.Optional;

/**
 * Translation of a condition to SQL over the user {@code u}, for {@code WHERE ... AND ${where.text}}. Each part is true or
 * false, never NULL, so that NOT is correct.
 */
public final class ConditionSql {
    private final SqlWriter sql;
    private final OperandSql operands;

    private ConditionSql(SqlWriter sql, String document) {
        this.sql = sql;
        this.operands = new OperandSql(sql, document);
    }

    /** Returns the fragment for a mapper with parameters {@code where} and {@code organizationId}. */
    public static SqlFragment of(Condition condition) {
        SqlWriter sql = new SqlWriter("where");
        new ConditionSql(sql, "u.search").write(condition);
        return sql.fragment();
    }

    /** Returns the fragment for a search that reads {@link SearchTerms}, and only the documents of users who have its terms. */
    public static SqlFragment withTerms(Condition condition) {
        SqlWriter sql = new SqlWriter("where");
        TermsSql.write(condition, sql);
        new ConditionSql(sql.sql(" AND "), "u.search").write(condition);
        return sql.fragment();
    }

    private void write(Condition condition) {
        if (condition instanceof Constant constant) {
            write(constant.holds());
        } else if (condition instanceof And and) {
            join(and.terms(), " AND ");
        } else if (condition instanceof Or or) {
            join(or.terms(), " OR ");
        } else if (condition instanceof Not not) {
            sql.sql("NOT (");
            write(not.term());
            sql.sql(")");
        } else if (condition instanceof Present present) {
            present(present.operand());
        } else if (condition instanceof Text text) {
            text(text);
        } else if (condition instanceof True yes) {
            isTrue(yes.operand());
        } else if (condition instanceof Time time) {
            time(time);
        } else if (condition instanceof AnyElement any) {
            anyElement(any);
        }
    }

    private void write(boolean holds) {
        sql.sql(holds ? "TRUE" : "FALSE");
    }

    private void join(List<Condition> terms, String word) {
        sql.sql("(").joined(terms, word, this::write).sql(")");
    }

    private void present(Operand operand) {
        if (OperandSql.isNullable(operand)) {
            operands.write(operand);
            sql.sql(" IS NOT NULL");
        } else {
            write(true);
        }
    }

    private void isTrue(Operand operand) {
        operands.write(operand);
        // JSON_VALUE gives true as the text 1.
        sql.sql(operand instanceof Operand.Member ? " <=> '1'" : " = TRUE");
    }

    private void time(Time time) {
        StoredTime stored = StoredTime.of(time);
        if (stored.neverEqual()) {
            write(false);
        } else {
            sql.sql(time.attribute().sql() + " " + stored.relation().operator() + " ")
                    .bind(stored.time());
        }
    }

    private void text(Text text) {
        Optional<String> key = SortKey.of(text.operand())
                .filter(candidate -> candidate.decides(text.relation(), text.text()))
                .map(SortKey::column);
        if (text.operand() == UserAttribute.ID && text.relation() == ComparisonOperator.EQUAL) {
            idEquals(text.text());
        } else if (key.isPresent()) {
            keyCompares(key.get(), text);
        } else if (OperandSql.isNullable(text.operand())) {
            nullableCompares(text);
        } else {
            operands.write(text.operand());
            compare(text.relation().operator(), text);
        }
    }

    /** Compares the column itself, for its index. A text that is not a canonical id matches no user. */
    private void idEquals(String text) {
        if (TimeOrderedId.parse(text).isPresent()) {
            sql.sql("u.id = UNHEX(").bind(text.replace("-", "")).sql(")");
        } else {
            write(false);
        }
    }

    private void keyCompares(String column, Text text) {
        boolean upwards =
                text.relation() == ComparisonOperator.GREATER || text.relation() == ComparisonOperator.GREATER_OR_EQUAL;
        sql.sql(column);
        compare(text.relation().operator(), text);
        if (upwards) {
            sql.sql(" AND " + column + " <> ").bind(CaseFolding.ABSENT);
        }
    }

    private void nullableCompares(Text text) {
        if (text.relation() == ComparisonOperator.EQUAL) {
            operands.write(text.operand());
            compare("<=>", text);
        } else {
            sql.sql("IFNULL(");
            operands.write(text.operand());
            compare(text.relation().operator(), text);
            sql.sql(", FALSE)");
        }
    }

    private void compare(String operator, Text text) {
        sql.sql(" " + operator + " ").bind(text.relation().bound(text.text()));
        sql.sql(text.relation().isPattern() ? " ESCAPE '|'" : "");
    }

    private void anyElement(AnyElement any) {
        Optional<ValueLookup> lookup = ValueLookup.of(any);
        lookup.ifPresent(found -> found.write(sql));
        if (lookup.filter(ValueLookup::decides).isPresent()) {
            return;
        }
        sql.sql(lookup.isPresent() ? " AND " : "")
                .sql("EXISTS (SELECT 1 FROM " + OperandSql.elements(any.array()) + " WHERE ");
        new ConditionSql(sql, "e.element").write(any.condition());
        sql.sql(")");
    }
}
