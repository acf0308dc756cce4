package io.rollcall.server.http;

import io.rollcall.server.http.overload.ConnectionGuard;
import io.rollcall.server.http.overload.DelayedRefusals;
import io.rollcall.server.http.overload.RequestQueue;
import io.rollcall.server.http.wire.HttpRefusal;
import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.limits.Fingerprint;
import io.rollcall.server.limits.RequestLimits;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;

/**
 * First check of a request, on the thread that reads it. If an address fails to authenticate too often, its requests enter the
 * {@link RequestQueue} only with a known credential, or while there are spare workers to check an unknown one.
 */
final class RequestScreen implements RequestExecutorProvider {
    private static final String REFUSED = RequestScreen.class.getName();
    private static final String PROBLEM =
            "The request carries no token that is known to be valid. " + RequestLimits.TOO_MANY_FAILURES;

    private final HttpConfig config;
    private final RequestQueue queue;
    private final DelayedRefusals refusals;
    private final Optional<RequestLimits> limits;
    private final ConnectionGuard guard;
    private final Optional<String> sessionCookie;

    /**
     * @param limits of the requests' application; empty if it counts no failures
     * @param sessionCookie cookie of its credentials; empty if they are in the Authorization header
     */
    RequestScreen(
            HttpConfig config,
            RequestQueue queue,
            DelayedRefusals refusals,
            Optional<RequestLimits> limits,
            ConnectionGuard guard,
            Optional<String> sessionCookie) {
        this.sessionCookie = sessionCookie;
        this.config = config;
        this.queue = queue;
        this.refusals = refusals;
        this.limits = limits;
        this.guard = guard;
    }

    /**
     * Returns the executor that runs the request, or null, which is the current thread for Grizzly: it refuses the request.
     */
    @Override
    public Executor getExecutor(Request request) {
        ForwardedRequest forwarded = ForwardedRequest.read(request.getRequest(), config.trustedProxies());
        forwarded.noteIn(request);
        Fingerprint credential = PresentedCredential.noteIn(request, forwarded, sessionCookie);
        Optional<HttpRefusal> refused = limits.flatMap(
                counting -> refusal(counting, counting.screen(forwarded.address(), credential), credential));
        int bodyBytes = request.getInputBuffer().readyData();
        if (refused.isPresent()) {
            request.setAttribute(REFUSED, refused.get());
            return refusals.forAddress(bodyBytes).orElse(null);
        }
        boolean known = isKnown(request, credential);
        String caller = known ? credential.holderName() : IpAddress.limitKey(forwarded.address());
        Executor running = queue.getExecutor(request, caller, known);
        return running == null ? refusals.forLackOfPlace(bodyBytes).orElse(null) : running;
    }

    /**
     * Returns whether the credential was accepted recently. Then its requests, from whatever addresses, are those of one caller,
     * which shares places fairly with all others, and its connection is evicted last.
     */
    private boolean isKnown(Request request, Fingerprint credential) {
        boolean known =
                limits.filter(accepting -> accepting.isAccepted(credential)).isPresent();
        if (known) {
            PresentedCredential.noteKnown(request);
            guard.prove(request.getContext().getConnection(), credential.holderName());
        }
        return known;
    }

    private Optional<HttpRefusal> refusal(
            RequestLimits counting, RequestLimits.Screening screening, Fingerprint credential) {
        boolean passes =
                switch (screening.result()) {
                    case PASSED -> true;
                    case DOUBTFUL -> queue.hasSpare();
                    case REJECTED -> false;
                };
        if (passes) {
            return Optional.empty();
        }
        counting.countScreened(credential);
        return Optional.of(HttpRefusal.tooMany(PROBLEM, screening.retryAfterSeconds()));
    }

    /** Returns the reason why {@link #getExecutor} refused the request; empty if it did not. */
    Optional<HttpRefusal> refusal(Request request) {
        return request.getAttribute(REFUSED) instanceof HttpRefusal refused ? Optional.of(refused) : Optional.empty();
    }
}
