package io.rollcall.server.users.query;

import io.rollcall.server.users.query.Operand.Member;
import io.rollcall.server.users.query.PageStart.Position;
import java.util.Optional;

/**
 * Order of a list of users. Users without a value come last when ascending and first when descending; the id breaks ties,
 * so descending is the exact reverse of ascending.
 *
 * @param operand the attribute to sort by
 * @param array if the operand is a member of an array's element: of the primary one, or else of the first
 */
public record UserOrder(Operand operand, Optional<Member> array, boolean descending) {

    /** The order by id, which is that of creation. */
    public static final UserOrder BY_ID = new UserOrder(UserAttribute.ID, Optional.empty(), false);

    /** Returns the SQL after {@code ORDER BY}, for a mapper with a parameter of that name. */
    public SqlFragment orderBy(String parameter) {
        SqlWriter sql = new SqlWriter(parameter);
        String direction = descending ? " DESC" : "";
        write(sql);
        sql.sql(direction);
        return sql.sql(isUnique() ? "" : ", u.id" + direction).fragment();
    }

    /** Returns the SQL expression of the sort value, which is never NULL, for a mapper with a parameter of that name. */
    public SqlFragment expression(String parameter) {
        SqlWriter sql = new SqlWriter(parameter);
        write(sql);
        return sql.fragment();
    }

    /** Returns the reverse order. */
    UserOrder reversed() {
        return new UserOrder(operand, array, !descending);
    }

    /** Returns the SQL expression of a {@link Position}'s key: the sort value as text. */
    SqlFragment key(String parameter) {
        SqlWriter sql = new SqlWriter(parameter);
        if (isById()) {
            return sql.sql("''").fragment();
        }
        sql.sql("CAST(");
        write(sql);
        return sql.sql(" AS CHAR)").fragment();
    }

    /** Returns whether the id alone decides; ids ascend in the order of creation. */
    public boolean isById() {
        return operand == UserAttribute.ID || operand == UserAttribute.CREATED || operand instanceof Operand.Location;
    }

    /** Returns the name of the index in this order; empty if users must be sorted. */
    Optional<String> index() {
        if (isById()) {
            return Optional.of("PRIMARY");
        }
        if (operand == UserAttribute.USER_NAME) {
            return Optional.of("user_name");
        }
        return operand == UserAttribute.LAST_MODIFIED
                ? Optional.of("last_modified")
                : SortKey.of(operand).filter(found -> array.isEmpty()).map(SortKey::index);
    }

    /** Returns whether no two users have equal values, so that the index needs no tie-breaker. */
    private boolean isUnique() {
        return isById() || operand == UserAttribute.USER_NAME;
    }

    void write(SqlWriter sql) {
        Optional<SortKey> key = SortKey.of(operand).filter(found -> array.isEmpty());
        if (isById()) {
            sql.sql("u.id");
        } else if (key.isPresent()) {
            sql.sql(key.get().column());
        } else if (OperandSql.isNullable(operand)) {
            boolean unbounded = operand instanceof Member;
            sql.sql("COALESCE(" + (unbounded ? "LEFT(" : ""));
            writeNullable(sql);
            sql.sql(unbounded ? ", " + CaseFolding.SORT_KEY_LENGTH + ")" : "");
            sql.sql(", ").bind(CaseFolding.ABSENT).sql(")");
        } else {
            new OperandSql(sql, "u.search").write(operand);
        }
    }

    private void writeNullable(SqlWriter sql) {
        if (array.isEmpty()) {
            new OperandSql(sql, "u.search").write(operand);
            return;
        }
        OperandSql element = new OperandSql(sql, "e.element");
        sql.sql("(SELECT ");
        element.write(operand);
        sql.sql(" FROM " + OperandSql.elements(array.get()) + " ORDER BY ");
        element.write(Member.of("primary"));
        sql.sql(" <=> '1' DESC, e.position LIMIT 1)");
    }
}
