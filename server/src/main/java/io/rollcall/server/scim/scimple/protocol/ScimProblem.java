package io.rollcall.server.scim.scimple.protocol;

import jakarta.ws.rs.core.Response.Status;
import org.apache.directory.scim.protocol.ErrorMessageType;

/** A request that the SCIM protocol refuses: an error type of RFC 7644 section 3.12 and what to do about it. */
public final class ScimProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Type type;

    /** @param detail for the person who reads the identity provider's log: what was wrong and how to mend it */
    public ScimProblem(Type type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    public Type type() {
        return type;
    }

    /** The error types of RFC 7644 section 3.12, which SCIMple defines, and those of RFC 9865 section 2.1. */
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
