package io.rollcall.server.scim.scimple.protocol;

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

    /** The {@code scimType} values of RFC 7644 section 3.12 and RFC 9865 section 2.1, with their HTTP status. */
    public enum Type {
        INVALID_FILTER(400, "invalidFilter"),
        TOO_MANY(400, "tooMany"),
        UNIQUENESS(409, "uniqueness"),
        MUTABILITY(400, "mutability"),
        INVALID_SYNTAX(400, "invalidSyntax"),
        INVALID_PATH(400, "invalidPath"),
        NO_TARGET(400, "noTarget"),
        INVALID_VALUE(400, "invalidValue"),
        INVALID_VERSION(400, "invalidVers"),
        SENSITIVE(403, "sensitive"),
        INVALID_CURSOR(400, "invalidCursor"),
        EXPIRED_CURSOR(400, "expiredCursor"),
        INVALID_COUNT(400, "invalidCount");

        private final int status;
        private final String scimType;

        Type(int status, String scimType) {
            this.status = status;
            this.scimType = scimType;
        }

        public int status() {
            return status;
        }

        public String scimType() {
            return scimType;
        }
    }
}
