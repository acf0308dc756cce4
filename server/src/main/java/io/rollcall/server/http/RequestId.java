package io.rollcall.server.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/** The name by which one request is found again: in its answer's header, in the log, in a server error's body. */
public final class RequestId {
    /** The answer's header. */
    public static final String HEADER = "X-Request-Id";

    private static final String LOG_KEY = "request";

    private RequestId() {}

    static String assign() {
        String id = next();
        MDC.put(LOG_KEY, id);
        return id;
    }

    /** An id for an answer that no thread works on for long: hard to meet twice, no secret, and no lock that requests share. */
    static String next() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    static void forget() {
        MDC.remove(LOG_KEY);
    }

    /** The id of the request that this thread answers. */
    public static String current() {
        return String.valueOf(MDC.get(LOG_KEY));
    }
}
