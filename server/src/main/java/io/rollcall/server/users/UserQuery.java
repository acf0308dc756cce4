package io.rollcall.server.users;

import java.util.Optional;

/**
 * Which users are asked for, and in which order.
 *
 * @param limit how many at the most
 */
public record UserQuery(Condition condition, UserOrder order, int limit, Start start) {

    /** The folded name, where that is all that is asked: the look-up that identity providers do before everything else. */
    Optional<String> userName() {
        boolean whole = start.equals(Start.FIRST) && order.isById() && limit > 0;
        return whole
                        && condition instanceof Condition.Text text
                        && text.operand() == UserAttribute.USER_NAME
                        && text.relation() == Relation.EQUAL
                ? Optional.of(text.text())
                : Optional.empty();
    }
}
