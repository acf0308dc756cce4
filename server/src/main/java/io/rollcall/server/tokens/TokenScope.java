package io.rollcall.server.tokens;

/** What the bearer of a token may do. */
public enum TokenScope {
    READ_WRITE,
    READ_ONLY
}
