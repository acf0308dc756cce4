package io.rollcall.server.users.query;

/** Start of a page in a list. */
public sealed interface PageStart {

    /** The list's beginning. */
    PageStart FIRST = new Offset(0);

    /** @param passedOver how many of those that come first are left out */
    record Offset(long passedOver) implements PageStart {}

    /** Starts next to a position: cost and result do not depend on how many users precede it. */
    record Beside(Side side, Position position) implements PageStart {}

    /** On which side of the position, which is where a page that the limit cuts short begins or ends. */
    enum Side {
        AFTER,
        /** As {@link #AFTER}, and the one at the position itself. */
        FROM,
        BEFORE
    }
}
