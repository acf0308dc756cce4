package io.rollcall.server.users.query;

import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.PageStart.Side;
import java.util.Optional;

/**
 * Query for a page of users.
 *
 * @param limit maximum number of users
 */
public record UserQuery(Condition condition, UserOrder order, int limit, PageStart start) {

    /** Whether the users before a position are asked for, so that those nearest to it come first. */
    public boolean isBackward() {
        return start instanceof Beside beside && beside.side() == Side.BEFORE;
    }

    /** The text that the attribute must equal, where that is all that is asked: by which identity providers look people up. */
    public Optional<String> onlyEqual(UserAttribute attribute) {
        boolean whole = start.equals(PageStart.FIRST) && order.isById() && limit > 0;
        return whole
                        && condition instanceof Condition.Text text
                        && text.operand() == attribute
                        && text.relation() == ComparisonOperator.EQUAL
                ? Optional.of(text.text())
                : Optional.empty();
    }
}
