package io.rollcall.server.users.query;

import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.PageStart.Offset;
import io.rollcall.server.users.query.PageStart.Position;
import io.rollcall.server.users.query.PageStart.Side;

/**
 * A query as the page statement takes it, under the name {@code page}.
 *
 * @param start what holds for the users of the part that is asked for
 * @param scan the order in which they are taken up to the limit: backwards from a position that they come before
 * @param key places a user in that order, as text
 */
public record PageSql(SqlFragment start, SqlFragment scan, SqlFragment key, int limit, long offset) {

    public static PageSql of(UserQuery query) {
        UserOrder order = query.order();
        PageStart start = query.start();
        return new PageSql(
                start instanceof Beside beside
                        ? start(order, beside)
                        : new SqlWriter("").sql("TRUE").fragment(),
                (query.isBackward() ? order.reversed() : order).orderBy("page.scan"),
                order.key("page.key"),
                query.limit(),
                start instanceof Offset offset ? offset.passedOver() : 0);
    }

    /** Two ranges of the order's index: the keys beyond, and among equal keys the ids beyond. */
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
