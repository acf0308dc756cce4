package io.rollcall.server.users.query;

import io.rollcall.server.kernel.UserId;

/** Start of a page in a list. */
public sealed interface PageStart {

    /** The list's beginning. */
    PageStart FIRST = new Offset(0);

    /** @param passedOver how many of those that come first are left out */
    record Offset(long passedOver) implements PageStart {}

    /** Starts next to a position: cost and result do not depend on how many users precede it. */
    record Beside(Side side, Position position) implements PageStart {}

    /** Side of a position on which a page lies. */
    enum Side {
        AFTER,
        /** As {@link #AFTER}, and the one at the position itself. */
        FROM,
        BEFORE
    }

    /**
     * Place of a user in an order; it stays valid if the user is deleted.
     *
     * @param key the value that places the user; empty if the id alone decides
     * @param id decides between equal keys
     */
    public record Position(String key, UserId id) {}
}
