package io.rollcall.server.http;

import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.database.LockWaitTimeout;
import io.rollcall.server.database.StatementTimeout;
import io.rollcall.server.http.overload.MinuteWarning;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.FailureLog;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;

/** Rules for the responses to failed requests that hold for every surface; each writes them in its own format. */
public final class FailureRules {
    /** The first status of a failure of the server. */
    public static final int SERVER_ERROR = 500;

    /** The status during an outage of the database. */
    public static final int UNAVAILABLE = 503;

    private static final int TOO_MANY = 429;
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Logger log;
    private final FailureLog failures;
    private final MinuteWarning lockWaits;
    private final MinuteWarning slow;

    /** @param log of the surface */
    public FailureRules(Logger log) {
        this.log = log;
        this.failures = new FailureLog(log);
        this.lockWaits = new MinuteWarning(log);
        this.slow = new MinuteWarning(log);
    }

    /** Returns whether the failure is a client's error that Jersey or a resource found, with a status below 500. */
    public static boolean isClientError(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < SERVER_ERROR;
    }

    /** Returns the message of a client's error: our own for its status if Jersey set it. */
    public static String text(WebApplicationException refused, Map<Integer, String> ours) {
        String text = refused.getMessage();
        return text.startsWith("HTTP ")
                ? ours.getOrDefault(refused.getResponse().getStatus(), text)
                : text;
    }

    /** Logs a failure of the server. An outage that was logged already is not logged again. */
    public void log(Throwable failure) {
        String id = RequestId.current();
        if (!(failure instanceof DatabaseUnavailable unavailable)) {
            failures.failed(id, failure);
        } else if (unavailable instanceof LockWaitTimeout) {
            // Clients cause them at any rate.
            lockWaits.log("Requests waited too long for others that write the same rows, such as request {}", id);
        } else if (unavailable instanceof StatementTimeout) {
            slow.log("Requests read too much and were ended by the database, such as request {}", id);
        } else if (!unavailable.isKnown()) {
            log.warn("Request {} was answered with 503: {}", id, unavailable.getMessage());
        }
    }

    /** Adds {@code Retry-After} to a 429 or 503. */
    public static void addRetryAfter(Response.ResponseBuilder response, int status, Throwable failure) {
        if (status == TOO_MANY || status == UNAVAILABLE) {
            response.header(
                    HttpHeaders.RETRY_AFTER,
                    failure instanceof Refusal refusal ? refusal.retryAfterSeconds() : RETRY_AFTER_SECONDS);
        }
    }

    /** Returns the methods in the {@code Allow} header, with the HEAD that Jersey leaves out beside GET. */
    public static Set<String> allowed(Response refused) {
        Set<String> allowed = new TreeSet<>(refused.getAllowedMethods());
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        return allowed;
    }
}
