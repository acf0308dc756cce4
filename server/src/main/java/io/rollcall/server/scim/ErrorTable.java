package io.rollcall.server.scim;

import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.http.FailureRules;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.scim.scimple.protocol.ErrorDocument;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mapping of failures to status, scimType and detail (RFC 7644 section 3.12), for single requests and operations of bulk
 * requests.
 */
final class ErrorTable {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorTable.class);

    /** Details for Jersey's own refusals. */
    private static final Map<Integer, String> PLAIN_WORDS = Map.of(
            400, "The request is malformed.",
            404,
                    "There is nothing at this address. SCIM's resources are /Users, /Groups, /Roles, /Bulk, /Schemas,"
                            + " /ResourceTypes and /ServiceProviderConfig below the base URL.",
            405, "This address does not support the method; the Allow header lists the supported ones.",
            406,
                    "Responses are of the type " + MediaTypes.SCIM + " or " + MediaTypes.JSON
                            + ", and the Accept header allows neither.",
            415, "The body must be of the type " + MediaTypes.SCIM + " or " + MediaTypes.JSON + ".");

    /** A part of SCIM that this server does not support; the status is 501. */
    static final class UnsupportedFeature extends RuntimeException {
        static final int STATUS = 501;

        private static final long serialVersionUID = 1L;

        UnsupportedFeature(String detail) {
            super(detail, null, false, false);
        }
    }

    private final FailureRules log = new FailureRules(LOG);

    /** Returns the error document of a failure. An unexpected one is logged, and the document has only the request id. */
    ErrorDocument describe(Throwable failure) {
        if (failure instanceof ScimProblem problem) {
            return typed(problem.type(), problem.getMessage());
        }
        if (failure instanceof Refusal refusal) {
            return describe(refusal);
        }
        if (failure instanceof WebApplicationException refused && FailureRules.isClientError(failure)) {
            return untyped(refused.getResponse().getStatus(), FailureRules.text(refused, PLAIN_WORDS));
        }
        if (failure instanceof UnsupportedFeature unsupported) {
            return untyped(UnsupportedFeature.STATUS, unsupported.getMessage());
        }
        log.log(failure);
        if (failure instanceof DatabaseUnavailable unavailable) {
            return untyped(FailureRules.UNAVAILABLE, unavailable.remedy());
        }
        return untyped(
                FailureRules.SERVER_ERROR,
                "The server failed to process this request. The failure was logged under the id " + RequestId.current()
                        + ".");
    }

    private static ErrorDocument describe(Refusal refusal) {
        String detail = refusal.getMessage();
        return switch (refusal.reason()) {
            case INVALID -> typed(ScimProblem.Type.INVALID_VALUE, detail);
            case CONFLICT -> typed(ScimProblem.Type.UNIQUENESS, detail);
            default -> untyped(refusal.reason().status(), detail);
        };
    }

    /** Returns our detail for the status, or {@code otherwise} if there is none. */
    static String plainWords(int status, String otherwise) {
        return PLAIN_WORDS.getOrDefault(status, otherwise);
    }

    private static ErrorDocument typed(ScimProblem.Type type, String detail) {
        return new ErrorDocument(type.status(), Optional.of(type.scimType()), detail);
    }

    private static ErrorDocument untyped(int status, String detail) {
        return new ErrorDocument(status, Optional.empty(), detail);
    }
}
