package io.rollcall.server.scim;

import io.rollcall.server.http.AcceptHeader;
import io.rollcall.server.http.ErrorPage;
import io.rollcall.server.http.FailureRules;
import io.rollcall.server.scim.scimple.protocol.ErrorDocument;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Optional;
import java.util.Set;

/** Writer of SCIM error responses, as described by {@link ErrorTable} (RFC 7644 section 3.12). */
final class ScimErrors implements ExceptionMapper<Throwable>, ErrorPage {
    private static final String FAILED = "The server cannot process this request now.";

    private final ScimJson json;
    private final ErrorTable failures = new ErrorTable();

    ScimErrors(ScimJson json) {
        this.json = json;
    }

    /** Returns the error document of a failure. */
    ErrorDocument describe(Throwable failure) {
        return failures.describe(failure);
    }

    @Override
    public Response toResponse(Throwable failure) {
        ErrorDocument error = describe(failure);
        Response.ResponseBuilder answer = Response.status(error.status()).entity(json.bytes(error.toJson()));
        FailureRules.addRetryAfter(answer, error.status(), failure);
        if (failure instanceof WebApplicationException refused) {
            keepHeaders(refused.getResponse(), answer);
        }
        return answer.type(MediaTypes.SCIM).build();
    }

    /** Copies headers of Jersey's refusal, such as {@code Allow}. */
    private static void keepHeaders(Response refused, Response.ResponseBuilder answer) {
        refused.getHeaders().forEach((name, values) -> values.forEach(value -> answer.header(name, value)));
        Set<String> allowed = FailureRules.allowed(refused);
        if (allowed.contains(HttpMethod.GET)) {
            answer.allow(allowed);
        }
    }

    @Override
    public String contentType(String accept) {
        return AcceptHeader.bestOrFirst(MediaTypes.ALL, accept);
    }

    @Override
    public String body(int status, Optional<String> detail) {
        String words = detail.orElseGet(() -> ErrorTable.plainWords(status, FAILED));
        return json.text(new ErrorDocument(status, Optional.empty(), words).toJson());
    }
}
