package io.rollcall.server.http;

/**
 * Why a request goes no further.
 *
 * @param detail what was wrong, in words for the client
 * @param retryAfterSeconds when the same request may succeed; 0 if never
 */
record Refused(int status, String detail, long retryAfterSeconds) {
    static final int FIRST_STATUS = 400;

    Refused(int status, String detail) {
        this(status, detail, 0);
    }

    static Refused malformed(String detail) {
        return new Refused(400, detail);
    }

    static Refused unavailable(String detail) {
        return new Refused(503, detail, 1);
    }

    static Refused tooMany(String detail, long retryAfterSeconds) {
        return new Refused(429, detail, retryAfterSeconds);
    }
}
