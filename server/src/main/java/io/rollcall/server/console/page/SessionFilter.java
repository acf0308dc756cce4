package io.rollcall.server.console.page;

import io.rollcall.server.administrators.Sessions;
import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.http.PresentedCredential;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.limits.Fingerprint;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.limits.SessionLimits;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Requires a session for every page, and for forms a same-origin request with the session's {@link FormToken}, so that other
 * sites cannot submit any.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class SessionFilter implements ContainerRequestFilter {
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** Parameter of background requests, which do not extend the session. */
    private static final String LIVE = "live";

    /** Header of htmx requests, which load a part of a page. */
    static final String PART = "HX-Request";

    /** Header with the URL of the page that an htmx request comes from. */
    private static final String SHOWN = "HX-Current-URL";

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SavedForm kept;
    private final ConsoleErrors errors;
    private final RequestLimits limits;
    private final SessionLimits rates;

    /**
     * @param limits know the sessions of valid requests, each of which shares places fairly with other callers
     * @param rates of requests
     */
    public SessionFilter(
            Sessions sessions,
            SessionCookie cookie,
            SavedForm kept,
            ConsoleErrors errors,
            RequestLimits limits,
            SessionLimits rates) {
        this.limits = limits;
        this.rates = rates;
        this.sessions = sessions;
        this.cookie = cookie;
        this.kept = kept;
        this.errors = errors;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String address = ForwardedRequest.of(request).address();
        if (path(request).startsWith(ConsolePaths.ASSETS)) {
            rates.countAsset(address);
            return;
        }
        boolean known = PresentedCredential.isKnown(request);
        if (known) {
            // Before the session is looked up, so that a refusal reads nothing.
            rates.count(PresentedCredential.of(request));
        }
        boolean reading = READING.contains(request.getMethod());
        if (!reading) {
            requireSameSite(request);
            readForm(request);
        }
        Optional<ConsoleCaller> caller = caller(request);
        if (caller.isEmpty()) {
            rates.countAnonymous(address);
        } else if (!known) {
            rates.count(fingerprint(caller.get().session()));
        }
        caller.ifPresent(signedIn -> signedIn.noteIn(request));
        if (path(request).equals(ConsolePaths.SIGN_IN)) {
            return;
        }
        if (caller.isEmpty()) {
            request.abortWith(signIn(request));
            return;
        }
        if (!reading && !caller.get().formToken().matches(FormData.of(request).text(FormToken.FIELD))) {
            request.abortWith(
                    Response.fromResponse(errors.ofAnotherSession(ConsolePaths.formOf(ConsolePaths.requested(request))))
                            .cookie(kept.of(request))
                            .build());
            return;
        }
        if (caller.get().administrator().mustChangePassword() && !isBeforeSignIn(request)) {
            request.abortWith(
                    Response.seeOther(URI.create(ConsolePaths.PASSWORD)).build());
            return;
        }
        if (reading && !isPart(request)) {
            kept.restore(request, caller.get());
        }
    }

    private Optional<ConsoleCaller> caller(ContainerRequestContext request) {
        boolean byItself = request.getUriInfo().getQueryParameters().containsKey(LIVE);
        return cookie.read(request)
                .flatMap(secret -> (byItself ? sessions.find(secret) : sessions.visit(secret)).map(administrator -> {
                    limits.accepted(fingerprint(secret));
                    return ConsoleCaller.of(administrator, secret, request);
                }));
    }

    private static Fingerprint fingerprint(SecretText session) {
        return PresentedCredential.ofSession(session.reveal());
    }

    private static boolean isBeforeSignIn(ContainerRequestContext request) {
        String path = path(request);
        return path.equals(ConsolePaths.PASSWORD) || path.equals(ConsolePaths.SIGN_OUT);
    }

    private static String path(ContainerRequestContext request) {
        return ConsolePaths.ROOT + "/" + request.getUriInfo().getPath();
    }

    private static boolean isPart(ContainerRequestContext request) {
        return request.getHeaderString(PART) != null;
    }

    /** Redirects to the sign-in page; for an htmx request, the whole page rather than the part. */
    private Response signIn(ContainerRequestContext request) {
        if (isPart(request)) {
            return Response.status(Response.Status.UNAUTHORIZED)
                    .header("HX-Redirect", ConsolePaths.signIn(shown(request)))
                    .build();
        }
        String address = ConsolePaths.requested(request);
        if (READING.contains(request.getMethod())) {
            return Html.goTo(
                    ConsolePaths.signIn(request.getMethod().equals(HttpMethod.GET) ? address : ConsolePaths.ROOT));
        }
        if (path(request).equals(ConsolePaths.SIGN_OUT)) {
            return Html.goTo(ConsolePaths.SIGN_IN, "signed-out");
        }
        return Response.fromResponse(Html.goTo(ConsolePaths.signIn(ConsolePaths.formOf(address)), "session-ended"))
                .cookie(kept.of(request))
                .build();
    }

    /** Returns the path of the page that sent an htmx request, or the root if that page is outside the console. */
    private static String shown(ContainerRequestContext request) {
        try {
            URI page = URI.create(
                    Optional.ofNullable(request.getHeaderString(SHOWN)).orElse(ConsolePaths.ROOT));
            String query = page.getRawQuery();
            return ConsolePaths.inside(page.getRawPath() + (query == null ? "" : "?" + query));
        } catch (IllegalArgumentException noAddress) {
            return ConsolePaths.ROOT;
        }
    }

    /** Throws FORBIDDEN if the form was submitted from another site. */
    private static void requireSameSite(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        String origin = request.getHeaderString("Origin");
        boolean same = site != null
                ? site.equals("same-origin")
                : origin != null
                        && origin.replaceFirst("^https?://", "")
                                .equalsIgnoreCase(ForwardedRequest.of(request).host());
        if (!same) {
            throw Refusal.forbidden(
                    "This form wasn't sent from this site. Reload the page and try again. If a proxy changes the"
                            + " Host header, add the proxy to http.trusted-proxies.");
        }
    }

    private static void readForm(ContainerRequestContext request) throws IOException {
        MediaType type = request.getMediaType();
        if (type == null || !MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type)) {
            throw new NotSupportedException("Send forms as " + MediaType.APPLICATION_FORM_URLENCODED + ".");
        }
        byte[] body = request.getEntityStream().readAllBytes();
        FormData.read(new String(body, StandardCharsets.UTF_8)).noteIn(request);
    }
}
