package io.rollcall.server.console.security;

import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.ClientSecrets;
import io.rollcall.server.oauth.ClientWithSecrets;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.tokens.Token;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** OAuth client in the list, with its secrets that are not revoked. */
record ClientLine(OAuthClient client, List<SecretLine> secrets) {
    /** Secret of a client. */
    record SecretLine(ClientSecret secret, boolean valid, boolean nearExpiry) {
        /** Returns the CSS class of the state. */
        String tone() {
            if (nearExpiry) {
                return "warn";
            }
            return valid ? "good" : "";
        }

        /** Returns the key of the state's name. */
        String stateKey() {
            if (nearExpiry) {
                return "tokens.state.expiring";
            }
            return valid ? "tokens.state.valid" : "tokens.state.expired";
        }
    }

    /** Returns the active clients, then the revoked ones; newest first. */
    static List<ClientLine> of(List<ClientWithSecrets> clients, Instant now) {
        return clients.stream()
                .sorted(Comparator.comparing((ClientWithSecrets listed) ->
                                listed.client().revoked().isPresent())
                        .thenComparing(listed -> listed.client().id(), Comparator.reverseOrder()))
                .map(listed -> new ClientLine(
                        listed.client(),
                        listed.secrets().stream()
                                .filter(secret -> secret.revoked().isEmpty())
                                .map(secret ->
                                        new SecretLine(secret, secret.isValidAt(now), secret.isNearExpiryAt(now)))
                                .toList()))
                .toList();
    }

    boolean active() {
        return client.revoked().isEmpty();
    }

    boolean readOnly() {
        return client.scope() == Token.Scope.READ_ONLY;
    }

    /** Returns whether another secret can be added. */
    boolean takesSecret() {
        return active()
                && client.method() == OAuthClient.Method.SECRET
                && secrets.stream().filter(SecretLine::valid).count() < ClientSecrets.MAX_ACTIVE;
    }

    /** Returns the key of the name of the authentication. */
    String methodKey() {
        return "clients.method." + client.method().name().toLowerCase(Locale.ROOT);
    }
}
