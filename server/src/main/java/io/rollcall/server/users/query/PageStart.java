package io.rollcall.server.users.query;

import io.rollcall.server.kernel.UserId;

/** Start of a page in a list. */
public sealed interface PageStart {

    /** Start of the list. */
    PageStart FIRST = new Offset(0);

    /** Starts at an offset. @param passedOver number of users before the page */
    record Offset(long passedOver) implements PageStart {}

    /** Starts next to a position: cost and result do not depend on how many users precede it. */
    record Beside(Side side, Position position) implements PageStart {}

    /** Side of a position on which a page lies. */
    enum Side {
        AFTER,
        /** Like {@link #AFTER}, including the user at the position itself. */
        FROM,
        BEFORE
    }

    /**
     * Position of a user in an order; it stays valid if the user is deleted.
     *
     * @param key the user's sort key; empty in an order by id
     * @param id breaks ties between equal keys
     */
    public record Position(String key, UserId id) {}
}
