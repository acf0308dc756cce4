package io.rollcall.server.tokens;

import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.Lifetime;
import java.util.Optional;

/**
 * Token to issue.
 *
 * @param name display name, which states the purpose
 * @param lifetime empty for the default: a year, or the limit if that is shorter
 */
public record TokenRequest(String name, Token.Scope scope, Optional<Lifetime> lifetime) {
    public TokenRequest {
        name = DisplayName.checked("A token", name);
    }

    /** Returns a request for a token with write access and the default lifetime. */
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
