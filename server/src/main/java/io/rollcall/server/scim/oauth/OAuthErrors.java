package io.rollcall.server.scim.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.http.ErrorPage;
import io.rollcall.server.http.FailureRules;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure to an error of OAuth (RFC 6749 section 5.2). */
final class OAuthErrors implements ExceptionMapper<Throwable>, ErrorPage {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthErrors.class);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHENTICATED = 401;
    private static final int TOO_MANY = 429;
    private static final String INVALID_REQUEST = "invalid_request";
    private static final Map<String, String> CODES =
            Map.of("scope", "invalid_scope", "grant_type", "unsupported_grant_type");
    private static final Map<Integer, String> TEXTS = Map.of(
            400, "The request is malformed.",
            404, "Nothing exists at this address. Access tokens are issued at /oauth/token.",
            405, "This address does not support that method. The Allow header lists the supported ones.",
            406, "Responses are application/json. Allow it in the Accept header.",
            413, "The request is too large.",
            415, "The body must be a form without compression.");

    private final FailureRules failures = new FailureRules(LOG);

    /** Status, code and description of an error. */
    private record OAuthError(int status, String code, String text) {}

    @Override
    public Response toResponse(Throwable failure) {
        OAuthError error = describe(failure);
        Response.ResponseBuilder response = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json(error.code(), error.text()));
        FailureRules.addRetryAfter(response, error.status(), failure);
        if (failure instanceof WebApplicationException refused) {
            Set<String> allowed = FailureRules.allowed(refused.getResponse());
            if (!allowed.isEmpty()) {
                response.allow(allowed);
            }
        }
        return response.build();
    }

    private OAuthError describe(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return new OAuthError(status(refusal), code(refusal), refusal.getMessage());
        }
        if (failure instanceof WebApplicationException refused && FailureRules.isClientError(failure)) {
            return new OAuthError(
                    refused.getResponse().getStatus(), INVALID_REQUEST, FailureRules.text(refused, TEXTS));
        }
        failures.log(failure);
        if (failure instanceof DatabaseUnavailable unavailable) {
            return new OAuthError(FailureRules.UNAVAILABLE, code(FailureRules.UNAVAILABLE), unavailable.remedy());
        }
        return new OAuthError(
                FailureRules.SERVER_ERROR,
                code(FailureRules.SERVER_ERROR),
                "The server failed. Its log has the cause under the ID " + RequestId.current() + ".");
    }

    /** Returns the status: errors other than a wrong authentication have 400, as the standard requires. */
    private static int status(Refusal refusal) {
        return switch (refusal.reason()) {
            case UNAUTHENTICATED, TOO_LARGE, TOO_MANY, BUSY -> refusal.reason().status();
            default -> BAD_REQUEST;
        };
    }

    private static String code(Refusal refusal) {
        return switch (refusal.reason()) {
            case FORBIDDEN -> "unauthorized_client";
            case INVALID -> CODES.getOrDefault(refusal.field().orElse(""), INVALID_REQUEST);
            default -> code(refusal.reason().status());
        };
    }

    private static String code(int status) {
        if (status == UNAUTHENTICATED) {
            return "invalid_client";
        }
        if (status == TOO_MANY || status == FailureRules.UNAVAILABLE) {
            return "temporarily_unavailable";
        }
        return status >= FailureRules.SERVER_ERROR ? "server_error" : INVALID_REQUEST;
    }

    /** Returns the body; the standard allows printable ASCII without quotes and backslashes in a description. */
    private static String json(String code, String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", code)
                .put("error_description", text.replaceAll("[\"\\\\]", "'").replaceAll("[^\\x20-\\x7E]", "?"))
                .toString();
    }

    @Override
    public String contentType(String accept) {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public String body(int status, Optional<String> detail) {
        return json(
                code(status),
                detail.orElseGet(() -> TEXTS.getOrDefault(
                        status, "The server cannot handle this request right now. Retry in a moment.")));
    }
}
