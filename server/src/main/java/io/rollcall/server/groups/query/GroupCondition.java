package io.rollcall.server.groups.query;

import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.query.ComparisonOperator;
import java.time.Instant;
import java.util.List;

/** Condition on a group. It is always true or false, never unknown. */
public sealed interface GroupCondition {

    /** Holds for every group or for none. */
    record Constant(boolean holds) implements GroupCondition {}

    record And(List<GroupCondition> terms) implements GroupCondition {
        public And {
            terms = List.copyOf(terms);
        }
    }

    record Or(List<GroupCondition> terms) implements GroupCondition {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    record Not(GroupCondition term) implements GroupCondition {}

    /** The column has a value. */
    record Present(GroupColumn column) implements GroupCondition {}

    /** The column's text satisfies the comparison. @param text folded if the column is */
    record Text(GroupColumn column, ComparisonOperator relation, String text) implements GroupCondition {}

    /** The column's time satisfies the comparison. */
    record Time(GroupColumn column, ComparisonOperator relation, Instant instant) implements GroupCondition {}

    /** The group's URL satisfies the comparison. @param prefix the part before the id */
    record Location(String prefix, ComparisonOperator relation, String text) implements GroupCondition {}

    /** The user is a member. */
    record HasMember(UserId user) implements GroupCondition {}

    /** The group has a member. */
    record HasMembers() implements GroupCondition {}
}
