package io.rollcall.server.groups.query;

import io.rollcall.server.users.query.CaseFolding;

/** Attribute of a group with a column in {@code user_groups}. */
public enum GroupColumn {
    /** As text: 36 characters, lower case. */
    ID(GroupColumn.ID_TEXT, false),
    /** Folded. */
    DISPLAY_NAME("g.display_name_key", false),
    EXTERNAL_ID("g.external_id", true),
    CREATED("g.created", false),
    LAST_MODIFIED("g.last_modified", false),
    /** The entity tag, as clients see it. */
    VERSION("CONCAT('W/\"', g.version, '\"') COLLATE utf8mb4_nopad_bin", false);

    private static final String ID_TEXT = "LOWER(CONCAT_WS('-', HEX(SUBSTR(g.id, 1, 4)), HEX(SUBSTR(g.id, 5, 2)),"
            + " HEX(SUBSTR(g.id, 7, 2)), HEX(SUBSTR(g.id, 9, 2)), HEX(SUBSTR(g.id, 11)))) COLLATE utf8mb4_nopad_bin";

    private final String sql;
    private final boolean nullable;

    GroupColumn(String sql, boolean nullable) {
        this.sql = sql;
        this.nullable = nullable;
    }

    /** Returns the expression, which is NULL for a group without a value. */
    String sql() {
        return sql;
    }

    boolean isNullable() {
        return nullable;
    }

    /** Returns whether the order by this column is that of the ids, which is that of creation. */
    boolean ordersById() {
        return this == ID || this == CREATED;
    }

    /** Returns whether no two groups have the same value, so that an order by it needs no id, and follows its index. */
    boolean isUnique() {
        return this == DISPLAY_NAME;
    }

    /** Returns the expression to sort by, which is never NULL: groups without a value come last. */
    String sortKey() {
        return nullable ? "COALESCE(" + sql + ", '" + CaseFolding.ABSENT + "')" : sql;
    }
}
