package io.rollcall.server.users.query;

/**
 * Hint for the optimizer. Without one, it examines each of the table's indexes for every statement, which takes longer than to
 * read a page; and in a small organization it sorts all users instead of reading the first ones in order.
 */
public final class IndexHint {
    /** The smallest index. */
    private static final String COUNTED = "active";

    private static final String TERMS = "search_terms";

    private IndexHint() {}

    /** Returns the hint for a page; empty if the optimizer has to choose. @param terms whether it reads {@link SearchTerms} */
    static String of(UserQuery query, boolean terms) {
        if (terms) {
            return force(TERMS);
        }
        return isUnfiltered(query.condition())
                ? query.order().index().map(IndexHint::force).orElse("")
                : "";
    }

    /** Returns the hint for the number of users who match; empty if the optimizer has to choose. */
    public static String ofCount(Condition condition, boolean terms) {
        if (terms) {
            return force(TERMS);
        }
        return isUnfiltered(condition) ? force(COUNTED) : "";
    }

    private static boolean isUnfiltered(Condition condition) {
        return condition instanceof Condition.Constant constant && constant.holds();
    }

    private static String force(String index) {
        return "FORCE INDEX (" + index + ")";
    }
}
