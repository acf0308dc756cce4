package io.rollcall.server.admin;

import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.http.AcceptHeader;
import io.rollcall.server.http.ErrorPage;
import io.rollcall.server.http.FailureRules;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure of an admin request to problem details. */
public final class AdminErrors implements ExceptionMapper<Throwable>, ErrorPage {
    private static final Logger LOG = LoggerFactory.getLogger(AdminErrors.class);
    private static final Map<Integer, String> WORDS = Map.of(
            400, "The request is malformed.",
            404, "Nothing exists at this address. See /api/admin/v1/openapi.json for the API.",
            405, "This address doesn't support that method. The Allow header lists the supported ones.",
            406, "Responses are application/json. Allow it in the Accept header.",
            415, "The body must be JSON. Send 'Content-Type: application/json'.");

    private final FailureRules failures = new FailureRules(LOG);

    @Override
    public Response toResponse(Throwable failure) {
        ProblemDetails problem = describe(failure);
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(ProblemDetails.TYPE).entity(AdminJson.bytes(problem.json()));
        if (problem.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Admin API\"");
        }
        FailureRules.addRetryAfter(answer, problem.status(), failure);
        if (failure instanceof WebApplicationException refused) {
            Set<String> allowed = FailureRules.allowed(refused.getResponse());
            if (!allowed.isEmpty()) {
                answer.allow(allowed);
            }
            Optional.ofNullable(refused.getResponse().getHeaderString(HttpHeaders.ACCEPT_ENCODING))
                    .ifPresent(codings -> answer.header(HttpHeaders.ACCEPT_ENCODING, codings));
        }
        return answer.build();
    }

    private ProblemDetails describe(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return new ProblemDetails(refusal.reason().status(), refusal.getMessage());
        }
        if (failure instanceof WebApplicationException refused && FailureRules.isClientError(failure)) {
            return new ProblemDetails(refused.getResponse().getStatus(), FailureRules.text(refused, WORDS));
        }
        failures.log(failure);
        if (failure instanceof DatabaseUnavailable unavailable) {
            return new ProblemDetails(FailureRules.UNAVAILABLE, unavailable.remedy());
        }
        return new ProblemDetails(
                FailureRules.SERVER_ERROR,
                "The server failed. Its log has the cause under the ID " + RequestId.current() + ".");
    }

    @Override
    public String contentType(String accept) {
        return AcceptHeader.bestOrFirst(ProblemDetails.TYPES, accept);
    }

    @Override
    public String body(int status, Optional<String> detail) {
        String said = detail.orElseGet(
                () -> WORDS.getOrDefault(status, "The server can't handle this request right now. Retry in a moment."));
        return new ProblemDetails(status, said).json().toString();
    }
}
