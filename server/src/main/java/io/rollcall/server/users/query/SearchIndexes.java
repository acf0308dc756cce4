package io.rollcall.server.users.query;

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
import java.util.Set;

/** Classifier of searches: served by an index, or a scan of all users of the organization. */
public final class SearchIndexes {
    /** This many additional comparisons of an element found by an index are cheap, since it is one JSON object of a user. */
    private static final int MAX_EXTRA_TERMS = 2;

    private static final Set<UserAttribute> COMPARED =
            Set.of(UserAttribute.USER_NAME, UserAttribute.EXTERNAL_ID, UserAttribute.ROLE);
    private static final Set<ComparisonOperator> SCANNING =
            Set.of(ComparisonOperator.CONTAINS, ComparisonOperator.ENDS_WITH);

    private SearchIndexes() {}

    /** Returns whether an index finds and sorts these users. Whether that is quick depends on how many share a value. */
    public static boolean serve(Condition condition, UserOrder order) {
        return findOneUser(condition)
                || unindexedTerms(condition) == 0 && order.index().isPresent();
    }

    /** Returns whether at most one user matches, found by an index however many the organization has. */
    public static boolean findOneUser(Condition condition) {
        return condition instanceof And and
                ? and.terms().stream().anyMatch(SearchIndexes::findOneUser)
                : isEqual(condition, UserAttribute.USER_NAME) || isEqual(condition, UserAttribute.ID);
    }

    /** Returns whether to read the {@link SearchTerms} of all users, since no index finds a few who may match. */
    public static boolean useTerms(Condition condition) {
        return unindexedTerms(condition) > 0 && !findFewUsers(condition) && TermsSql.exists(condition);
    }

    private static boolean findFewUsers(Condition condition) {
        if (condition instanceof And and) {
            return and.terms().stream().anyMatch(SearchIndexes::findFewUsers);
        }
        return condition instanceof Text text
                ? text.relation() == ComparisonOperator.EQUAL && text.operand() != UserAttribute.ROLE && isIndexed(text)
                : condition instanceof AnyElement any && ValueLookup.of(any).isPresent();
    }

    private static boolean isEqual(Condition condition, UserAttribute attribute) {
        return condition instanceof Text text
                && text.operand() == attribute
                && text.relation() == ComparisonOperator.EQUAL;
    }

    /** Returns the number of comparisons that no index serves. */
    private static int unindexedTerms(Condition condition) {
        if (condition instanceof And and) {
            return sum(and.terms());
        }
        if (condition instanceof Or or) {
            return sum(or.terms());
        }
        if (condition instanceof AnyElement any) {
            int terms = terms(any.condition());
            return terms <= 1 + MAX_EXTRA_TERMS && ValueLookup.of(any).isPresent() ? 0 : terms;
        }
        return isIndexed(condition) ? 0 : terms(condition);
    }

    private static int sum(List<Condition> terms) {
        return terms.stream().mapToInt(SearchIndexes::unindexedTerms).sum();
    }

    private static int terms(Condition condition) {
        if (condition instanceof And and) {
            return and.terms().stream().mapToInt(SearchIndexes::terms).sum();
        }
        if (condition instanceof Or or) {
            return or.terms().stream().mapToInt(SearchIndexes::terms).sum();
        }
        if (condition instanceof Not not) {
            return terms(not.term());
        }
        return condition instanceof AnyElement any ? terms(any.condition()) : 1;
    }

    private static boolean isIndexed(Condition condition) {
        if (condition instanceof Text text) {
            return isIndexed(text);
        }
        if (condition instanceof Present present) {
            return !(present.operand() instanceof Operand.Member);
        }
        if (condition instanceof True yes) {
            return yes.operand() == UserAttribute.ACTIVE;
        }
        return condition instanceof Constant
                || condition instanceof Time time && time.attribute() == UserAttribute.LAST_MODIFIED;
    }

    private static boolean isIndexed(Text text) {
        Operand operand = text.operand();
        if (operand instanceof UserAttribute attribute) {
            return isEqual(text, UserAttribute.ID)
                    || COMPARED.contains(attribute) && !SCANNING.contains(text.relation());
        }
        return operand instanceof Operand.Fixed
                || SortKey.of(operand)
                        .filter(key -> key.decides(text.relation(), text.text()))
                        .isPresent();
    }
}
