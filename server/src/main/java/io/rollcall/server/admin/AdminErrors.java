package io.rollcall.server.admin;

import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.http.AcceptHeader;
import io.rollcall.server.http.ErrorPage;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.FailureLog;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure of an admin request to problem details. */
final class AdminErrors implements ExceptionMapper<Throwable>, ErrorPage {
    private static final Logger LOG = LoggerFactory.getLogger(AdminErrors.class);
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final Set<Integer> PASSING = Set.of(429, UNAVAILABLE);
    private static final Map<Integer, String> WORDS = Map.of(
            400, "The request is malformed.",
            404, "Nothing exists at this address. See /api/admin/v1/openapi.json for the API.",
            405, "This address doesn't support that method. The Allow header lists the supported ones.",
            406, "Responses are application/json. Allow it in the Accept header.",
            415, "The body must be JSON. Send 'Content-Type: application/json'.");

    private final FailureLog failures = new FailureLog(LOG);

    @Override
    public Response toResponse(Throwable failure) {
        ProblemDetails problem = describe(failure);
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(ProblemDetails.TYPE).entity(AdminJson.bytes(problem.json()));
        if (problem.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Admin API\"");
        }
        if (PASSING.contains(problem.status())) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, failure instanceof Refusal refusal ? refusal.retryAfterSeconds() : 1);
        }
        if (failure instanceof WebApplicationException refused) {
            keepAllowed(refused.getResponse(), answer);
            Optional.ofNullable(refused.getResponse().getHeaderString(HttpHeaders.ACCEPT_ENCODING))
                    .ifPresent(codings -> answer.header(HttpHeaders.ACCEPT_ENCODING, codings));
        }
        return answer.build();
    }

    private static void keepAllowed(Response refused, Response.ResponseBuilder answer) {
        Set<String> allowed = new TreeSet<>(refused.getAllowedMethods());
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        if (!allowed.isEmpty()) {
            answer.allow(allowed);
        }
    }

    private ProblemDetails describe(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return new ProblemDetails(refusal.reason().status(), refusal.getMessage());
        }
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < SERVER_ERROR) {
            int status = refused.getResponse().getStatus();
            boolean jerseys = refused.getMessage().startsWith("HTTP ");
            return new ProblemDetails(status, jerseys ? words(status, refused.getMessage()) : refused.getMessage());
        }
        String id = RequestId.current();
        if (failure instanceof DatabaseUnavailable unavailable) {
            if (!unavailable.isKnown()) {
                LOG.warn("Request {} was answered with 503: {}", id, unavailable.getMessage());
            }
            return new ProblemDetails(UNAVAILABLE, unavailable.remedy());
        }
        failures.failed(id, failure);
        return new ProblemDetails(SERVER_ERROR, "The server failed. Its log has the cause under the ID " + id + ".");
    }

    private static String words(int status, String otherwise) {
        return WORDS.getOrDefault(status, otherwise);
    }

    @Override
    public String contentType(String accept) {
        return AcceptHeader.bestOrFirst(ProblemDetails.TYPES, accept);
    }

    @Override
    public String body(int status, Optional<String> detail) {
        String said = detail.orElseGet(
                () -> words(status, "The server can't handle this request right now. Retry in a moment."));
        return new ProblemDetails(status, said).json().toString();
    }
}
