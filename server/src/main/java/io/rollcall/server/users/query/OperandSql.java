package io.rollcall.server.users.query;

import io.rollcall.server.users.query.Operand.Fixed;
import io.rollcall.server.users.query.Operand.Location;
import io.rollcall.server.users.query.Operand.Member;

/** Writes operands as SQL expressions over the user {@code u}; their texts compare by code point. */
final class OperandSql {
    private static final String BY_CODE_POINT = " COLLATE utf8mb4_nopad_bin";

    private final SqlWriter sql;
    private final String document;

    /** @param document the JSON text whose members are meant */
    OperandSql(SqlWriter sql, String document) {
        this.sql = sql;
        this.document = document;
    }

    /** Returns whether the expression is NULL for a user without a value. */
    static boolean isNullable(Operand operand) {
        return operand instanceof Member || operand instanceof UserAttribute attribute && attribute.isNullable();
    }

    void write(Operand operand) {
        if (operand instanceof UserAttribute attribute) {
            sql.sql(attribute.sql());
        } else if (operand instanceof Location location) {
            sql.sql("CONCAT(").bind(location.prefix()).sql(", " + UserAttribute.ID.sql() + ")");
        } else if (operand instanceof Fixed fixed) {
            sql.sql("CONVERT(").bind(fixed.text()).sql(" USING utf8mb4)" + BY_CODE_POINT);
        } else {
            sql.sql("NULLIF(JSON_VALUE(" + document + ", ")
                    .bind(((Member) operand).path())
                    .sql(")" + BY_CODE_POINT + ", '')");
        }
    }

    /** Opens a table {@code e} of the array's elements: {@code position} from 1 and {@code element}, its JSON text. */
    static String elements(Member array) {
        return "JSON_TABLE(u.search, '" + array.path() + "[*]'"
                + " COLUMNS (position FOR ORDINALITY, element JSON PATH '$')) e";
    }
}
