package io.rollcall.server.users.query;

/**
 * Hint for the optimizer. Without one, it examines each of the table's indexes for every statement, which takes longer than to
 * read a page; and in a small organization it sorts all users instead of reading the first ones in order.
 */
public final class IndexHint {
    /** The smallest index. */
    private static final String COUNTED = "active";

    private IndexHint() {}

    /** Returns the hint for a page; empty if the optimizer has to choose. */
    static String of(UserQuery query) {
        return isUnfiltered(query.condition())
                ? query.order().index().map(IndexHint::force).orElse("")
                : "";
    }

    /** Returns the hint for the number of users who match; empty if the optimizer has to choose. */
    public static String ofCount(Condition condition) {
        return isUnfiltered(condition) ? force(COUNTED) : "";
    }

    private static boolean isUnfiltered(Condition condition) {
        return condition instanceof Condition.Constant constant && constant.holds();
    }

    private static String force(String index) {
        return "FORCE INDEX (" + index + ")";
    }
}
