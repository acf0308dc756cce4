package io.rollcall.server.oauth;

import io.rollcall.server.kernel.SecretText;
import java.util.Optional;

/** Authentication that a client presented to the token endpoint. */
public sealed interface ClientAuthentication {
    /** Secret, in the Authorization header or in the form (RFC 6749 section 2.3.1). */
    record OfSecret(String clientId, SecretText secret) implements ClientAuthentication {}

    /**
     * JWT of the client or of an identity provider (RFC 7523 section 2.2).
     *
     * @param clientId from the form; empty if the assertion alone names the client
     */
    record OfAssertion(Optional<String> clientId, SecretText assertion) implements ClientAuthentication {}
}
