package io.rollcall.server.http.wire;

import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;

/**
 * Refusal of a request before it reaches a resource.
 *
 * @param detail message for the client
 * @param retryAfterSeconds when the same request may succeed; 0 if never
 */
public record HttpRefusal(int status, String detail, long retryAfterSeconds) {
    public static final int FIRST_STATUS = 400;

    public HttpRefusal(int status, String detail) {
        this(status, detail, 0);
    }

    public static HttpRefusal malformed(String detail) {
        return new HttpRefusal(400, detail);
    }

    public static HttpRefusal unavailable(String detail) {
        return new HttpRefusal(503, detail, 1);
    }

    public static HttpRefusal tooMany(String detail, long retryAfterSeconds) {
        return new HttpRefusal(429, detail, retryAfterSeconds);
    }

    /** Writer of answers to requests that are refused before any handler sees them. */
    public interface Writer {
        /** Sets the status and the headers of the response and returns its body. */
        byte[] write(HttpRequestPacket request, HttpResponsePacket response, HttpRefusal refusal);
    }
}
