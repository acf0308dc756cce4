package io.rollcall.server.tokens;

import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.Lifetime;
import java.util.Optional;

/**
 * A token to be made.
 *
 * @param name what it is for, in words for people
 * @param lifetime empty for a year, or as long as allowed if that is less
 */
public record TokenRequest(String name, Token.Scope scope, Optional<Lifetime> lifetime) {
    public TokenRequest {
        name = DisplayName.checked("A token", name);
    }

    /** A token that may write and is good for a year. */
    public static TokenRequest named(String name) {
        return new TokenRequest(name, Token.Scope.READ_WRITE, Optional.empty());
    }

    /** The same for that long. */
    public TokenRequest goodFor(Lifetime other) {
        return new TokenRequest(name, scope, Optional.of(other));
    }

    /** The same, that may only read. */
    public TokenRequest readOnly() {
        return new TokenRequest(name, Token.Scope.READ_ONLY, lifetime);
    }
}
