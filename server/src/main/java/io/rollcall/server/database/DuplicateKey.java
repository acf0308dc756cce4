package io.rollcall.server.database;

/** Violation of a unique key. */
public final class DuplicateKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DuplicateKey(Throwable cause) {
        super("duplicate key", cause, false, false);
    }
}
