package io.rollcall.server.database;

/** A write that would have put the same key into a table twice. */
public final class DuplicateKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DuplicateKey(Throwable cause) {
        super("duplicate key", cause, false, false);
    }
}
