package io.rollcall.server.http;

/**
 * Why a request goes no further.
 *
 * @param detail what was wrong, in words for the client
 */
record Refused(int status, String detail) {
    static final int FIRST_STATUS = 400;

    static Refused malformed(String detail) {
        return new Refused(400, detail);
    }
}
