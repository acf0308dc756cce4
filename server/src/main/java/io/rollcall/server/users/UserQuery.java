package io.rollcall.server.users;

import io.rollcall.server.users.Start.Beside;
import io.rollcall.server.users.Start.Side;
import java.util.Optional;

/**
 * Which users are asked for, and in which order.
 *
 * @param limit how many at the most
 */
public record UserQuery(Condition condition, UserOrder order, int limit, Start start) {

    /** Whether the users before a position are asked for, so that those nearest to it come first. */
    boolean isBackward() {
        return start instanceof Beside beside && beside.side() == Side.BEFORE;
    }

    /** The text that the attribute must equal, where that is all that is asked: by which identity providers look people up. */
    Optional<String> onlyEqual(UserAttribute attribute) {
        boolean whole = start.equals(Start.FIRST) && order.isById() && limit > 0;
        return whole
                        && condition instanceof Condition.Text text
                        && text.operand() == attribute
                        && text.relation() == Relation.EQUAL
                ? Optional.of(text.text())
                : Optional.empty();
    }
}
