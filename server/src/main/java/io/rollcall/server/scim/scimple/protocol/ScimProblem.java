package io.rollcall.server.scim.scimple.protocol;

import jakarta.ws.rs.core.Response.Status;
import org.apache.directory.scim.protocol.ErrorMessageType;

/** Protocol error of a SCIM request: an error type of RFC 7644 section 3.12 with a message. */
public final class ScimProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Type type;

    /** @param detail cause and remedy, for readers of the identity provider's log */
    public ScimProblem(Type type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    public Type type() {
        return type;
    }

    /** Error types of RFC 7644 section 3.12, which SCIMple defines, and of RFC 9865 section 2.1. */
    public enum Type {
        INVALID_FILTER(ErrorMessageType.INVALID_FILTER),
        TOO_MANY(ErrorMessageType.TOO_MANY),
        MUTABILITY(ErrorMessageType.MUTABILITY),
        UNIQUENESS(Status.CONFLICT, ErrorMessageType.UNIQUENESS.getScimType()),
        INVALID_SYNTAX(ErrorMessageType.INVALID_SYNTAX),
        INVALID_PATH(ErrorMessageType.INVALID_PATH),
        NO_TARGET(ErrorMessageType.NO_TARGET),
        INVALID_VALUE(ErrorMessageType.INVALID_VALUE),
        INVALID_CURSOR(Status.BAD_REQUEST, "invalidCursor"),
        EXPIRED_CURSOR(Status.BAD_REQUEST, "expiredCursor"),
        INVALID_COUNT(Status.BAD_REQUEST, "invalidCount");

        private final Status status;
        private final String scimType;

        Type(ErrorMessageType type) {
            this(Status.BAD_REQUEST, type.getScimType());
        }

        Type(Status status, String scimType) {
            this.status = status;
            this.scimType = scimType;
        }

        public int status() {
            return status.getStatusCode();
        }

        public String scimType() {
            return scimType;
        }
    }
}
