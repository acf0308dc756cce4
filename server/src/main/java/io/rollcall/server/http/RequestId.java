package io.rollcall.server.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/** Id of a request: in the header of its response, in the log, and in the body of a server error. */
public final class RequestId {
    /** Name of the response header. */
    public static final String HEADER = "X-Request-Id";

    private static final String LOG_KEY = "request";

    private RequestId() {}

    static String assign() {
        String id = next();
        MDC.put(LOG_KEY, id);
        return id;
    }

    /** Returns a new id, which is unique with high probability and not secret. Takes no lock. */
    static String next() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    static void forget() {
        MDC.remove(LOG_KEY);
    }

    /** Returns the id of the request of this thread. */
    public static String current() {
        return String.valueOf(MDC.get(LOG_KEY));
    }
}
