package io.rollcall.server.console.security;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.tokens.Token;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Token in the list. @param nearExpiry whether it expires soon without a replacement */
record TokenLine(Token token, Credential.State state, boolean nearExpiry) {
    /** Returns the active tokens, then the inactive ones; newest first. */
    static List<TokenLine> of(List<Token> tokens, Instant now) {
        List<TokenLine> newest = tokens.stream()
                .sorted(Comparator.comparing(Token::id, Comparator.reverseOrder()))
                .map(token -> new TokenLine(token, token.stateAt(now), token.isNearExpiryAt(now)))
                .toList();
        return Stream.concat(
                        newest.stream().filter(line -> line.state().letsIn()),
                        newest.stream().filter(line -> !line.state().letsIn()))
                .toList();
    }

    boolean readOnly() {
        return token.scope() == Token.Scope.READ_ONLY;
    }

    /** Returns the CSS class of the state. */
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

    /** Returns the key of the state's name. */
    String stateKey() {
        return nearExpiry
                ? "tokens.state.expiring"
                : "tokens.state." + state.name().toLowerCase(Locale.ROOT);
    }
}
