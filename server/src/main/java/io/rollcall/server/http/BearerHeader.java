package io.rollcall.server.http;

import io.rollcall.server.kernel.SecretText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Bearer credential in the {@code Authorization} header of a request (RFC 6750 section 2.1). */
public final class BearerHeader {
    private static final String SCHEME = "Bearer ";

    private BearerHeader() {}

    /** Returns the credential, or empty if the header is missing or has another scheme. */
    public static Optional<SecretText> read(ContainerRequestContext request) {
        return header(request)
                .filter(BearerHeader::hasScheme)
                .map(header -> SecretText.presented(withoutScheme(header)));
    }

    /** Returns the credential; also without its scheme, as in Okta's header mode, or with one {@code Bearer} too many. */
    public static Optional<SecretText> readTolerantly(ContainerRequestContext request) {
        return header(request).map(header -> {
            String text = hasScheme(header) ? withoutScheme(header) : header;
            return SecretText.presented(hasScheme(text) ? withoutScheme(text) : text);
        });
    }

    private static Optional<String> header(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(String::strip)
                .filter(header -> !header.isEmpty());
    }

    private static boolean hasScheme(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static String withoutScheme(String header) {
        return header.substring(SCHEME.length()).strip();
    }
}
