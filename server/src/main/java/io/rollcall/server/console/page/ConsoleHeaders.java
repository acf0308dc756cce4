package io.rollcall.server.console.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import java.util.List;

/** Security headers of every response: the browser runs and loads only the console's own resources, and caches no page. */
public final class ConsoleHeaders implements ContainerResponseFilter {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final boolean secure;

    /** @param secure whether the console is served over TLS only */
    public ConsoleHeaders(boolean secure) {
        this.secure = secure;
    }

    private static Object secured(Object cookie) {
        return cookie instanceof NewCookie sent
                ? new NewCookie.Builder(sent)
                        .maxAge(sent.getMaxAge())
                        .httpOnly(sent.isHttpOnly())
                        .sameSite(sent.getSameSite())
                        .secure(true)
                        .build()
                : cookie;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putIfAbsent(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
        headers.putSingle("Content-Security-Policy", POLICY);
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("X-Layout-Options", "DENY");
        headers.putSingle("Referrer-Policy", "same-origin");
        headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
        headers.putSingle("Cross-Origin-Resource-Policy", "same-origin");
        headers.putSingle("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        boolean isPage = response.getEntity() != null && MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType());
        if (isPage
                && request.getHeaderString(SessionFilter.PART) == null
                && FlashMessage.read(request).isPresent()) {
            headers.add(HttpHeaders.SET_COOKIE, FlashMessage.none());
        }
        if (isPage && SavedForm.isRestored(request)) {
            headers.add(HttpHeaders.SET_COOKIE, SavedForm.none());
        }
        if (secure) {
            headers.computeIfPresent(HttpHeaders.SET_COOKIE, (name, cookies) -> cookies.stream()
                    .map(ConsoleHeaders::secured)
                    .toList());
        }
    }
}
