package io.rollcall.server.groups.query;

import io.rollcall.server.groups.query.GroupCondition.And;
import io.rollcall.server.groups.query.GroupCondition.Constant;
import io.rollcall.server.groups.query.GroupCondition.HasMember;
import io.rollcall.server.groups.query.GroupCondition.Location;
import io.rollcall.server.groups.query.GroupCondition.Not;
import io.rollcall.server.groups.query.GroupCondition.Or;
import io.rollcall.server.groups.query.GroupCondition.Present;
import io.rollcall.server.groups.query.GroupCondition.Text;
import io.rollcall.server.groups.query.GroupCondition.Time;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.users.query.ComparisonOperator;
import io.rollcall.server.users.query.SqlFragment;
import io.rollcall.server.users.query.SqlWriter;
import io.rollcall.server.users.query.StoredTime;
import java.util.List;
import java.util.UUID;

/** Translation of a condition to SQL over the group {@code g}. Each part is true or false, never NULL, so that NOT is correct. */
public final class GroupConditionSql {
    private static final String OF_USER =
            "FROM group_members m FORCE INDEX (of_user) WHERE m.organization_id = #{organizationId} AND m.user_id = ";
    private static final String OF_GROUP = "FROM group_members m FORCE INDEX (PRIMARY) WHERE m.organization_id ="
            + " #{organizationId} AND m.group_id = g.id";

    private final SqlWriter sql = new SqlWriter("where");

    private GroupConditionSql() {}

    /** Returns the fragment for a mapper with parameters {@code where} and {@code organizationId}. */
    public static SqlFragment of(GroupCondition condition) {
        GroupConditionSql written = new GroupConditionSql();
        written.write(condition);
        return written.sql.fragment();
    }

    private void write(GroupCondition condition) {
        if (condition instanceof Constant constant) {
            sql.sql(constant.holds() ? "TRUE" : "FALSE");
        } else if (condition instanceof And and) {
            join(and.terms(), " AND ");
        } else if (condition instanceof Or or) {
            join(or.terms(), " OR ");
        } else if (condition instanceof Not not) {
            sql.sql("NOT (");
            write(not.term());
            sql.sql(")");
        } else if (condition instanceof Present present) {
            sql.sql(present.column().sql() + " IS NOT NULL");
        } else if (condition instanceof Text text) {
            write(text);
        } else if (condition instanceof Time time) {
            write(time);
        } else if (condition instanceof Location location) {
            sql.sql("CONCAT(").bind(location.prefix()).sql(", " + GroupColumn.ID.sql() + ")");
            compare(location.relation(), location.text());
        } else if (condition instanceof HasMember member) {
            // Not correlated, so that the index by user finds the groups.
            sql.sql("g.id IN (SELECT m.group_id " + OF_USER).bind(member.user()).sql(")");
        } else {
            sql.sql("EXISTS (SELECT 1 " + OF_GROUP + ")");
        }
    }

    private void join(List<GroupCondition> terms, String word) {
        sql.sql("(").joined(terms, word, this::write).sql(")");
    }

    private void write(Text text) {
        if (text.column() == GroupColumn.ID && text.relation() == ComparisonOperator.EQUAL) {
            // Compares the column itself, for its index. A text that is not an id matches no group.
            TimeOrderedId.parse(text.text()).ifPresentOrElse(this::idEquals, () -> sql.sql("FALSE"));
        } else if (text.column().isNullable() && text.relation() == ComparisonOperator.EQUAL) {
            sql.sql(text.column().sql() + " <=> ").bind(text.text());
        } else if (text.column().isNullable()) {
            sql.sql("IFNULL(" + text.column().sql());
            compare(text.relation(), text.text());
            sql.sql(", FALSE)");
        } else {
            sql.sql(text.column().sql());
            compare(text.relation(), text.text());
        }
    }

    private void idEquals(UUID id) {
        sql.sql("g.id = ").bind(id);
    }

    private void write(Time time) {
        StoredTime stored = StoredTime.of(time.relation(), time.instant());
        if (stored.neverEqual()) {
            sql.sql("FALSE");
        } else {
            sql.sql(time.column().sql() + " " + stored.relation().operator() + " ")
                    .bind(stored.time());
        }
    }

    private void compare(ComparisonOperator relation, String text) {
        sql.sql(" " + relation.operator() + " ").bind(relation.bound(text));
        sql.sql(relation.isPattern() ? " ESCAPE '|'" : "");
    }
}
