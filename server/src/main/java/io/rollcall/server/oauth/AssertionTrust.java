package io.rollcall.server.oauth;

import io.rollcall.server.kernel.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Assertions that authenticate a client without a secret.
 *
 * @param identity the claims of a foreign issuer's assertions; empty if the client issues them itself (RFC 7523)
 * @param keysUrl URL of the JWK set that verifies them
 * @param keys the JWK set, if it is not fetched
 */
public record AssertionTrust(Optional<Identity> identity, Optional<String> keysUrl, Optional<String> keys) {
    /** Accepted signature algorithms (RFC 7518 section 3.1): asymmetric ones only, so that a public key cannot serve as a shared secret. */
    public static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256");

    private static final int MAX_LENGTH = 500;

    /** Returns the trust in a client that signs its own assertions. */
    public static AssertionTrust ofOwnKey(Optional<String> keysUrl, Optional<String> keys) {
        if (keysUrl.isPresent() == keys.isPresent()) {
            throw Refusal.invalid("A client with a private key needs either the URL of its JWK set or the set itself.")
                    .about("jwksUrl");
        }
        return new AssertionTrust(Optional.empty(), keysUrl, keys);
    }

    /** Returns the trust in assertions of an identity provider, such as Entra's. */
    public static AssertionTrust ofIssuer(Identity identity, String keysUrl) {
        return new AssertionTrust(Optional.of(identity), Optional.of(keysUrl), Optional.empty());
    }

    boolean isFederated() {
        return identity.isPresent();
    }

    /**
     * Claims of a foreign issuer's assertions, compared exactly.
     *
     * @param audience with or without Entra's suffix {@code /.default}; both are accepted
     */
    public record Identity(String issuer, String subject, String audience) {
        public Identity {
            issuer = checked("issuer", issuer);
            subject = checked("subject", subject);
            audience = checked("audience", audience);
        }

        private static String checked(String member, String text) {
            String stripped = text.strip();
            if (stripped.isEmpty()
                    || stripped.length() > MAX_LENGTH
                    || stripped.chars().anyMatch(Character::isISOControl)) {
                throw Refusal.invalid("The " + member + " has 1 to " + MAX_LENGTH + " characters, on one line.")
                        .about(member);
            }
            return stripped;
        }
    }
}
