package io.rollcall.server.limits;

import java.time.Duration;

/**
 * Whether a request is worth a worker's time, judged by its address and credential before it is authenticated.
 *
 * @param retryAfter time until the address may fail again
 */
public record Screening(Result result, Duration retryAfter) {
    /** The judgement. */
    public enum Result {
        /** Nothing speaks against the request. */
        PASSED,
        /** Its address fails too often, and its credential has not been seen recently. It may be right. */
        DOUBTFUL,
        /** Its address fails too often, and its credential was rejected a moment ago. */
        REJECTED
    }

    static final Screening PASSED = new Screening(Result.PASSED, Duration.ZERO);

    /** Returns the time until a retry in whole seconds, at least one. */
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
