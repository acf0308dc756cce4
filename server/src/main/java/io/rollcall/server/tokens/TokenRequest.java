package io.rollcall.server.tokens;

import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.Lifetime;
import java.util.Optional;

/**
 * A token to be made.
 *
 * @param name display name, which states the purpose
 * @param lifetime empty for a year, or as long as allowed if that is less
 */
public record TokenRequest(String name, Token.Scope scope, Optional<Lifetime> lifetime) {
    public TokenRequest {
        name = DisplayName.checked("A token", name);
    }

    /** Returns a request for a token that may write, with a lifetime of a year. */
    public static TokenRequest named(String name) {
        return new TokenRequest(name, Token.Scope.READ_WRITE, Optional.empty());
    }

    /** Returns the same request with this lifetime. */
    public TokenRequest goodFor(Lifetime other) {
        return new TokenRequest(name, scope, Optional.of(other));
    }

    /** Returns the same request for a read-only token. */
    public TokenRequest readOnly() {
        return new TokenRequest(name, Token.Scope.READ_ONLY, lifetime);
    }
}
