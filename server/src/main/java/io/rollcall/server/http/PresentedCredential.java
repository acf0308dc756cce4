package io.rollcall.server.http;

import io.rollcall.server.limits.Fingerprint;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.Header;

/** Fingerprint of the credential that a request presents. */
public final class PresentedCredential {
    private static final String PROPERTY = PresentedCredential.class.getName();

    private static final String KNOWN = PresentedCredential.class.getName() + ".known";

    private PresentedCredential() {}

    /** Makes the fingerprint available to the request's application, and returns it. */
    static Fingerprint noteIn(Request request, ForwardedRequest forwarded) {
        Fingerprint fingerprint = read(request, forwarded.host());
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
