package io.rollcall.server.scim.oauth;

import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.http.PresentedCredential;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.limits.Fingerprint;
import io.rollcall.server.oauth.TokenGrants.ClientAuthentication;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Client authentication of a token request (RFC 6749 section 2.3), and its fingerprint for rate limits. */
record PresentedClient(ClientAuthentication authentication, Fingerprint fingerprint) {
    private static final String BASIC = "Basic ";
    private static final String ID = "client_id";
    private static final String SECRET = "client_secret";
    private static final String ASSERTION = "client_assertion";
    private static final String ASSERTION_TYPE = "client_assertion_type";
    private static final String JWT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Returns the fingerprint of requests without a readable authentication. */
    static Fingerprint nobody(ContainerRequestContext request) {
        return Fingerprint.of(ForwardedRequest.of(request).host(), "");
    }

    /** @throws Refusal UNAUTHENTICATED without a readable authentication, INVALID with several */
    static PresentedClient read(ContainerRequestContext request, TokenForm form) {
        Optional<String> header = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        Optional<String> secret = form.value(SECRET);
        Optional<String> assertion = form.value(ASSERTION);
        if ((header.isPresent() ? 1 : 0) + (secret.isPresent() ? 1 : 0) + (assertion.isPresent() ? 1 : 0) > 1) {
            throw Refusal.invalid("The request authenticates in several ways. Use one: the Authorization header,"
                    + " client_secret or client_assertion.");
        }
        if (header.isPresent()) {
            return ofHeader(request, header.get(), form.value(ID));
        }
        String host = ForwardedRequest.of(request).host();
        if (assertion.isPresent()) {
            if (form.value(ASSERTION_TYPE).filter(JWT::equals).isEmpty()) {
                throw Refusal.invalid("The parameter " + ASSERTION_TYPE + " must be " + JWT + ".");
            }
            return new PresentedClient(
                    new ClientAuthentication.OfAssertion(form.value(ID), SecretText.presented(assertion.get())),
                    Fingerprint.of(host, assertion.get()));
        }
        String text = secret.orElseThrow(() -> Refusal.unauthenticated(
                "The request has no client authentication. Send client_id with client_secret or client_assertion."));
        String id = form.required(ID);
        return new PresentedClient(
                new ClientAuthentication.OfSecret(id, SecretText.presented(text)),
                Fingerprint.of(host, id + ':' + text.replaceAll("\\s", "")));
    }

    private static PresentedClient ofHeader(ContainerRequestContext request, String header, Optional<String> formId) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw Refusal.unauthenticated("The Authorization header must have the scheme Basic.");
        }
        ClientAuthentication.OfSecret secret =
                ofPair(header.substring(BASIC.length()).strip());
        if (formId.filter(other -> !other.equals(secret.clientId())).isPresent()) {
            throw Refusal.invalid("The parameter client_id differs from the client in the Authorization header.");
        }
        return new PresentedClient(secret, PresentedCredential.of(request));
    }

    /** Reads {@code client_id:client_secret}, each percent-encoded, in Base64. */
    private static ClientAuthentication.OfSecret ofPair(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                return new ClientAuthentication.OfSecret(
                        URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8),
                        SecretText.presented(URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8)));
            }
        } catch (IllegalArgumentException malformed) {
            // No Base64, or a percent sign without two digits: refused below.
        }
        throw Refusal.unauthenticated("The Authorization header must be 'Basic' and the Base64 of"
                + " client_id:client_secret, both percent-encoded.");
    }
}
