package io.rollcall.server.users.query;

import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.PageStart.Offset;
import io.rollcall.server.users.query.PageStart.Position;
import io.rollcall.server.users.query.PageStart.Side;

/**
 * Parts of a query for the page statement, as its parameter {@code page}.
 *
 * @param inOrder whether the hint's index gives just the users of the page, so that they need no search over narrow rows
 * @param hint index hint, or empty if the optimizer chooses
 * @param start condition on the users of the requested part
 * @param scan order of the scan up to the limit; reversed for a page that ends at a position
 * @param key a user's key in that order, as text
 */
public record PageSql(
        boolean inOrder, String hint, SqlFragment start, SqlFragment scan, SqlFragment key, int limit, long offset) {

    /** @param terms whether the query reads {@link SearchTerms} */
    public static PageSql of(UserQuery query, boolean terms) {
        UserOrder order = query.order();
        PageStart start = query.start();
        String hint = IndexHint.of(query, terms);
        long offset = start instanceof Offset passed ? passed.passedOver() : 0;
        return new PageSql(
                !terms && !hint.isEmpty() && offset == 0,
                hint,
                start instanceof Beside beside
                        ? start(order, beside)
                        : new SqlWriter("").sql("TRUE").fragment(),
                (query.isBackward() ? order.reversed() : order).orderBy("page.scan"),
                order.key("page.key"),
                query.limit(),
                offset);
    }

    /** A getter as in {@link SqlFragment#getText}, like the next ones. */
    public String getHint() {
        return hint;
    }

    public SqlFragment getStart() {
        return start;
    }

    public SqlFragment getScan() {
        return scan;
    }

    public SqlFragment getKey() {
        return key;
    }

    public long getOffset() {
        return offset;
    }

    /** Returns the condition as two ranges of the order's index: greater keys, and greater ids among equal keys. */
    private static SqlFragment start(UserOrder order, Beside beside) {
        String beyond = (beside.side() == Side.BEFORE) == order.descending() ? " > " : " < ";
        String last = beside.side() == Side.FROM ? beyond.stripTrailing() + "= " : beyond;
        Position position = beside.position();
        SqlWriter sql = new SqlWriter("page.start");
        if (order.isById()) {
            return sql.sql("u.id" + last).bind(position.id()).fragment();
        }
        sql.sql("(");
        order.write(sql);
        sql.sql(beyond).bind(position.key()).sql(" OR (");
        order.write(sql);
        sql.sql(" = ").bind(position.key()).sql(" AND u.id" + last).bind(position.id());
        return sql.sql("))").fragment();
    }
}
