package io.rollcall.server.users.query;

import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.PageStart.Side;
import java.util.Optional;

/**
 * Selection of users: condition, order, and one page of the result.
 *
 * @param limit maximum number of users
 */
public record UserQuery(Condition condition, UserOrder order, int limit, PageStart start) {

    /** Returns whether the query reads backwards from a position, nearest users first. */
    public boolean isBackward() {
        return start instanceof Beside beside && beside.side() == Side.BEFORE;
    }

    /** Returns the text that the attribute must equal, if that is the whole query, as in look-ups of identity providers. */
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
