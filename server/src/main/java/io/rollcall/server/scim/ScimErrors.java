package io.rollcall.server.scim;

import io.rollcall.server.http.ErrorPage;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.scim.protocol.ErrorDocument;
import io.rollcall.server.scim.protocol.MediaTypes;
import io.rollcall.server.scim.protocol.ScimJson;
import io.rollcall.server.scim.protocol.ScimProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become answers (RFC 7644 section 3.12). */
final class ScimErrors implements ExceptionMapper<Throwable>, ErrorPage {
    private static final Logger LOG = LoggerFactory.getLogger(ScimErrors.class);
    private static final int SERVER_ERROR = 500;

    /** Words for what Jersey refuses by itself. */
    private static final Map<Integer, String> PLAIN_WORDS = Map.of(
            400, "The request is not well formed.",
            404,
                    "There is nothing at this address. SCIM's resources are /Users, /Groups, /Roles, /Schemas, /ResourceTypes"
                            + " and /ServiceProviderConfig below the base URL.",
            405, "This address does not support that method; the Allow header lists those that it does.",
            406,
                    "Answers are of the type " + MediaTypes.SCIM + " or " + MediaTypes.JSON
                            + ", and the Accept header allows" + " neither.",
            415, "The body must be of the type " + MediaTypes.SCIM + " or " + MediaTypes.JSON + ".");

    private final ScimJson json;

    ScimErrors(ScimJson json) {
        this.json = json;
    }

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof ScimProblem problem) {
            return answer(problem.type().status(), Optional.of(problem.type().scimType()), problem.getMessage())
                    .build();
        }
        if (failure instanceof Refusal refusal) {
            return refuse(refusal);
        }
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < SERVER_ERROR) {
            return refuse(refused);
        }
        if (failure instanceof UnsupportedFeature unsupported) {
            return answer(UnsupportedFeature.STATUS, Optional.empty(), unsupported.getMessage())
                    .build();
        }
        return serverError(failure);
    }

    private Response refuse(Refusal refusal) {
        String detail = refusal.getMessage();
        return switch (refusal.reason()) {
            case INVALID -> answer(400, Optional.of("invalidValue"), detail).build();
            case UNAUTHENTICATED ->
                answer(401, Optional.empty(), detail)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"SCIM\"")
                        .build();
            case FORBIDDEN -> answer(403, Optional.empty(), detail).build();
            case NOT_FOUND -> answer(404, Optional.empty(), detail).build();
            case CONFLICT -> answer(409, Optional.of("uniqueness"), detail).build();
            case STALE -> answer(412, Optional.empty(), detail).build();
            case TOO_MANY ->
                answer(429, Optional.empty(), detail)
                        .header(HttpHeaders.RETRY_AFTER, 1)
                        .build();
        };
    }

    /** Keeps the headers, such as Allow; the words are ours where they would be Jersey's. */
    private Response refuse(WebApplicationException refused) {
        Response response = refused.getResponse();
        int status = response.getStatus();
        boolean jerseys = refused.getMessage().startsWith("HTTP ");
        String detail = jerseys ? PLAIN_WORDS.getOrDefault(status, refused.getMessage()) : refused.getMessage();
        Response.ResponseBuilder answer = answer(status, Optional.empty(), detail);
        response.getHeaders().forEach((name, values) -> values.forEach(value -> answer.header(name, value)));
        return answer.type(MediaTypes.SCIM).build();
    }

    private Response serverError(Throwable failure) {
        String id = RequestId.current();
        LOG.error("Request {} failed", id, failure);
        return answer(
                        SERVER_ERROR,
                        Optional.empty(),
                        "The server failed to answer this request. It was logged under the id " + id + ".")
                .build();
    }

    private Response.ResponseBuilder answer(int status, Optional<String> scimType, String detail) {
        byte[] body = json.bytes(new ErrorDocument(status, scimType, detail).toJson());
        return Response.status(status).type(MediaTypes.SCIM).entity(body);
    }

    @Override
    public String contentType() {
        return MediaTypes.SCIM;
    }

    @Override
    public String body(int status, String detail) {
        String words = detail == null || detail.isBlank() ? "" : detail;
        return json.text(new ErrorDocument(status, Optional.empty(), PLAIN_WORDS.getOrDefault(status, words)).toJson());
    }
}
