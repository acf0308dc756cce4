package io.rollcall.server.users.query;

import java.time.Instant;
import java.util.List;

/** Condition on a user. It is always true or false, never unknown. */
public sealed interface Condition {

    /** Holds for every user or for none. */
    record Constant(boolean holds) implements Condition {}

    record And(List<Condition> terms) implements Condition {
        public And {
            terms = List.copyOf(terms);
        }
    }

    record Or(List<Condition> terms) implements Condition {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    record Not(Condition term) implements Condition {}

    /** The operand has a value. An empty text counts as none. */
    record Present(Operand operand) implements Condition {}

    /** The operand's text satisfies the comparison. @param text folded if the operand is */
    record Text(Operand operand, ComparisonOperator relation, String text) implements Condition {}

    /** The operand is {@code true}. */
    record True(Operand operand) implements Condition {}

    /** The attribute's time satisfies the comparison. */
    record Time(UserAttribute attribute, ComparisonOperator relation, Instant instant) implements Condition {}

    /** The array has an element for which the condition holds; its operands are members of that element. */
    record AnyElement(Operand.Member array, Condition condition) implements Condition {}
}
