package io.rollcall.server.scim;

/** A part of SCIM that this server does not have; answered with 501 (RFC 7644 section 3.12). */
final class UnsupportedFeature extends RuntimeException {
    static final int STATUS = 501;

    private static final long serialVersionUID = 1L;

    UnsupportedFeature(String detail) {
        super(detail, null, false, false);
    }
}
