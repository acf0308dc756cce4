package io.rollcall.server.tokens;

import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Names;

/** What a new token shall be. @param name what it is for, in words for people */
public record TokenRequest(String name, TokenScope scope, Lifetime lifetime) {
    public TokenRequest {
        name = Names.checked("A token", name);
    }

    /** A token that may write and is good for a year. */
    public static TokenRequest named(String name) {
        return new TokenRequest(name, TokenScope.READ_WRITE, Lifetime.standard());
    }

    /** The same for that long. */
    public TokenRequest goodFor(Lifetime other) {
        return new TokenRequest(name, scope, other);
    }

    /** The same, that may only read. */
    public TokenRequest readOnly() {
        return new TokenRequest(name, TokenScope.READ_ONLY, lifetime);
    }
}
