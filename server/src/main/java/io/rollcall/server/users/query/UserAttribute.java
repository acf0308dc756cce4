package io.rollcall.server.users.query;

/** An attribute with its own column in {@code users}; case-insensitive texts are stored folded. */
public enum UserAttribute implements Operand {
    /** As text: 36 characters, lower case. */
    ID(UserAttribute.ID_TEXT, false),
    USER_NAME("u.user_name_key", false),
    EXTERNAL_ID("u.external_id", true),
    ACTIVE("u.active", false),
    ROLE("u.role", true),
    CREATED("u.created", false),
    LAST_MODIFIED("u.last_modified", false),
    /** The entity tag, as clients see it. */
    VERSION("CONCAT('W/\"', u.version, '\"') COLLATE utf8mb4_nopad_bin", false);

    private static final String ID_TEXT = "LOWER(CONCAT_WS('-', HEX(SUBSTR(u.id, 1, 4)), HEX(SUBSTR(u.id, 5, 2)),"
            + " HEX(SUBSTR(u.id, 7, 2)), HEX(SUBSTR(u.id, 9, 2)), HEX(SUBSTR(u.id, 11)))) COLLATE utf8mb4_nopad_bin";

    private final String sql;
    private final boolean nullable;

    UserAttribute(String sql, boolean nullable) {
        this.sql = sql;
        this.nullable = nullable;
    }

    String sql() {
        return sql;
    }

    boolean isNullable() {
        return nullable;
    }
}
