package io.rollcall.server.scim.oauth;

import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Form of a token request, read by hand: libraries refuse a client id other than the assertion's subject, as Entra sends. */
record TokenForm(Map<String, String> values) {
    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_PARAMETERS = 20;

    TokenForm {
        values = Map.copyOf(values);
    }

    /** @throws Refusal INVALID if the request has no form, or one that is too long, or with a parameter twice */
    static TokenForm read(ContainerRequestContext request, InputStream body) {
        if (!MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(request.getMediaType())) {
            throw Refusal.invalid("The body must be a form. Send 'Content-Type: application/x-www-form-urlencoded'.");
        }
        if (request.getUriInfo().getRequestUri().getRawQuery() != null) {
            throw Refusal.invalid("Send the parameters in the body: logs record those in the URL.");
        }
        Map<String, String> values = new HashMap<>();
        String[] pairs = text(body).split("&", MAX_PARAMETERS + 1);
        if (pairs.length > MAX_PARAMETERS) {
            throw Refusal.invalid("The form has more than " + MAX_PARAMETERS + " parameters.");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                throw Refusal.invalid("A parameter occurs more than once.");
            }
        }
        return new TokenForm(values);
    }

    private static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw Refusal.invalid("The form is longer than %,d bytes.".formatted(MAX_BYTES));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Decodes a name or value. @throws Refusal INVALID if it is malformed */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("A percent sign must be followed by two hexadecimal digits.");
        }
    }

    /** Returns the value of a parameter; an empty one counts as absent (RFC 6749 section 3.2). */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** @throws Refusal INVALID if the parameter is absent */
    String required(String name) {
        return value(name).orElseThrow(() -> Refusal.invalid("The parameter " + name + " is missing."));
    }
}
