package io.rollcall.server.credentials;

/** Where a credential is in its life. */
public enum CredentialState {
    VALID,
    /** A rotation put a successor beside it; it still works. */
    REPLACED,
    /** It was replaced, and the time in which both worked is over. */
    RETIRED,
    EXPIRED,
    REVOKED;

    /** Whether a credential in this state lets its bearer in. */
    public boolean letsIn() {
        return this == VALID || this == REPLACED;
    }
}
