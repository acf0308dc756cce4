package io.rollcall.server.http;

import io.rollcall.server.limits.Fingerprint;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.Header;

/** Fingerprint of the credential that a request presents. */
public final class PresentedCredential {
    private static final String PROPERTY = PresentedCredential.class.getName();

    private static final String KNOWN = PresentedCredential.class.getName() + ".known";

    private PresentedCredential() {}

    /**
     * Makes the fingerprint available to the request's application, and returns it.
     *
     * @param sessionCookie the cookie that carries the credential; empty if the Authorization header does
     */
    static Fingerprint noteIn(Request request, ForwardedRequest forwarded, Optional<String> sessionCookie) {
        Fingerprint fingerprint = sessionCookie
                .flatMap(name -> cookie(request, name))
                .map(PresentedCredential::ofSession)
                .orElseGet(() -> read(request, forwarded.host()));
        request.setAttribute(PROPERTY, fingerprint);
        return fingerprint;
    }

    /** Notes that the credential was accepted recently. */
    static void noteKnown(Request request) {
        request.setAttribute(KNOWN, Boolean.TRUE);
    }

    /** Returns whether the credential was already known when the request arrived, so that there is nothing to record. */
    public static boolean isKnown(ContainerRequestContext request) {
        return request.getProperty(KNOWN) != null;
    }

    /** Returns the fingerprint of a session. It is valid on every host, but may not be a caller of its own on each. */
    public static Fingerprint ofSession(String secret) {
        return Fingerprint.of("", secret);
    }

    /** Returns the value of the last cookie of that name. */
    private static Optional<String> cookie(Request request, String name) {
        String header = request.getHeader(Header.Cookie);
        return header == null ? Optional.empty() : lastCookie(header, name + "=");
    }

    /** Takes no time for other cookies, since this is done before the request has a place in a queue. */
    private static Optional<String> lastCookie(String header, String prefix) {
        for (int at = header.lastIndexOf(prefix); at >= 0; at = header.lastIndexOf(prefix, at - 1)) {
            if (beginsPair(header, at)) {
                int end = header.indexOf(';', at);
                return Optional.of(header.substring(at + prefix.length(), end < 0 ? header.length() : end)
                        .strip());
            }
        }
        return Optional.empty();
    }

    private static boolean beginsPair(String header, int start) {
        int before = start - 1;
        while (before >= 0 && Character.isWhitespace(header.charAt(before))) {
            before--;
        }
        return before < 0 || header.charAt(before) == ';';
    }

    private static Fingerprint read(Request request, String host) {
        String credential = request.getHeader(Header.Authorization);
        return credential == null || credential.isBlank()
                ? Fingerprint.anonymous(host, request.getMethod().getMethodString(), request.getRequestURI())
                : Fingerprint.of(host, credential.strip());
    }

    /** Returns the fingerprint of a request that came in through {@link RollcallHttpServer}. */
    public static Fingerprint of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof Fingerprint fingerprint
                ? fingerprint
                : Fingerprint.anonymous("", request.getMethod(), "");
    }
}
