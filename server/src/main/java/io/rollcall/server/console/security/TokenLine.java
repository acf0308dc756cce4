package io.rollcall.server.console.security;

import io.rollcall.server.credentials.CredentialState;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenScope;
import java.util.Locale;

/** A token in the list. @param nearExpiry whether it ends soon, with no other in its place */
record TokenLine(Token token, CredentialState state, boolean nearExpiry) {
    boolean readOnly() {
        return token.scope() == TokenScope.READ_ONLY;
    }

    /** What colour its state has. */
    String tone() {
        if (nearExpiry) {
            return "warn";
        }
        return switch (state) {
            case VALID -> "good";
            case REPLACED -> "warn";
            case RETIRED, EXPIRED, REVOKED -> "";
        };
    }

    /** The key of the text that names its state. */
    String stateKey() {
        return nearExpiry
                ? "tokens.state.expiring"
                : "tokens.state." + state.name().toLowerCase(Locale.ROOT);
    }
}
