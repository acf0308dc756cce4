package io.rollcall.server.traffic;

import java.time.Instant;

/**
 * Counts of an organization's SCIM requests in one hour.
 *
 * @param hour its beginning
 * @param refused requests that were answered with 4xx
 * @param rejected refused requests with a token that is not valid
 * @param failed requests that were answered with 5xx
 * @param latest the time of the last request
 */
public record HourOfTraffic(Instant hour, int requests, int refused, int rejected, int failed, Instant latest) {
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    static HourOfTraffic of(Instant hour, int status, Instant now) {
        boolean failure = status >= FIRST_FAILURE;
        boolean refusal = status >= FIRST_REFUSAL && !failure;
        return new HourOfTraffic(hour, 1, refusal ? 1 : 0, 0, failure ? 1 : 0, now);
    }

    static HourOfTraffic ofRejected(Instant hour, Instant now) {
        return new HourOfTraffic(hour, 1, 1, 1, 0, now);
    }

    /** Returns an hour without requests. */
    static HourOfTraffic quiet(Instant hour) {
        return new HourOfTraffic(hour, 0, 0, 0, 0, hour);
    }

    HourOfTraffic plus(HourOfTraffic other) {
        return new HourOfTraffic(
                hour,
                requests + other.requests,
                refused + other.refused,
                rejected + other.rejected,
                failed + other.failed,
                latest.isAfter(other.latest) ? latest : other.latest);
    }

    /** Returns the number of requests that succeeded. */
    public int answered() {
        return requests - refused - failed;
    }
}
