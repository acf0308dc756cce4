package io.rollcall.server.tokens;

/** Where a token is in its life. */
public enum TokenState {
    VALID,
    /** Another token was put beside it; it still works. */
    REPLACED,
    /** It was replaced, and the time in which both worked is over. */
    RETIRED,
    EXPIRED,
    REVOKED;

    /** Whether a token in this state lets its bearer in. */
    public boolean letsIn() {
        return this == VALID || this == REPLACED;
    }
}
