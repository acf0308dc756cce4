package io.rollcall.server.groups.query;

import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.users.query.SqlFragment;
import io.rollcall.server.users.query.SqlWriter;
import java.util.Optional;

/**
 * Page of an organization's groups.
 *
 * @param limit maximum number of groups
 * @param offset number of groups before the page
 * @param after position that the page follows; empty for the beginning
 */
public record GroupQuery(GroupCondition condition, Order order, int limit, long offset, Optional<Position> after) {

    /** Order of a list. Groups without a value come last when ascending; the id breaks ties. */
    public record Order(GroupColumn column, boolean descending) {
        /** The order by id, which is that of creation. */
        public static final Order BY_ID = new Order(GroupColumn.ID, false);
    }

    /** Position of a group in an order; it stays valid if the group is deleted. @param key empty in an order by id */
    public record Position(String key, GroupId id) {}

    public SqlFragment where() {
        return GroupConditionSql.of(condition);
    }

    /** Returns the condition on groups after the position, for a mapper with a parameter {@code start}. */
    public SqlFragment start() {
        SqlWriter sql = new SqlWriter("start");
        if (after.isEmpty()) {
            return sql.sql("TRUE").fragment();
        }
        String beyond = order.descending() ? " < " : " > ";
        if (order.column().ordersById()) {
            return sql.sql("g.id" + beyond).bind(after.get().id().value()).fragment();
        }
        String key = order.column().sortKey();
        if (order.column().isUnique()) {
            return sql.sql(key + beyond).bind(after.get().key()).fragment();
        }
        return sql.sql("(" + key + beyond)
                .bind(after.get().key())
                .sql(" OR (" + key + " = ")
                .bind(after.get().key())
                .sql(" AND g.id" + beyond)
                .bind(after.get().id().value())
                .sql("))")
                .fragment();
    }

    /** Returns the expression of a position's key. */
    public SqlFragment key() {
        String text =
                order.column().ordersById() ? "''" : "CAST(" + order.column().sortKey() + " AS CHAR)";
        return new SqlWriter("key").sql(text).fragment();
    }

    /** Returns what follows {@code ORDER BY}. */
    public SqlFragment orderBy() {
        String direction = order.descending() ? " DESC" : "";
        String key = order.column().sortKey() + direction;
        String id = "g.id" + direction;
        String text = order.column().ordersById() ? id : order.column().isUnique() ? key : key + ", " + id;
        return new SqlWriter("order").sql(text).fragment();
    }
}
