package io.rollcall.server.tokens;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Shortened;
import java.time.Instant;
import java.util.Optional;

/**
 * Requests that came with a token that is not valid.
 *
 * @param tokenId {@link #UNKNOWN} for all tokens that nobody knows
 * @param since the first of these requests; restarts after a week without any
 * @param latest the last one
 * @param requests how many
 */
public record RejectedToken(long tokenId, Instant since, Instant latest, long requests) {
    /** Stands for the id of a token that nobody knows. */
    public static final long UNKNOWN = 0;

    /** Returns the first request of a token. */
    static RejectedToken one(long tokenId, Instant at) {
        return new RejectedToken(tokenId, at, at, 1);
    }

    /** Adds others of the same token, counted before or after. */
    RejectedToken plus(RejectedToken other) {
        return new RejectedToken(
                tokenId,
                since.isBefore(other.since) ? since : other.since,
                latest.isAfter(other.latest) ? latest : other.latest,
                requests + other.requests);
    }

    /** Whether nobody knows the token. */
    public boolean isUnknown() {
        return tokenId == UNKNOWN;
    }

    /**
     * A request with a token that is not valid for it.
     *
     * @param request its method and path
     * @param status the HTTP status of its answer: 401, or 429 if the address failed too often
     * @param actor the token by its name, with the client's address and user agent
     * @param foreignHost the called host, if a valid token belongs to another organization's
     */
    public record Attempt(String request, int status, Actor actor, Optional<String> foreignHost) {
        /** Kept for each credential that was rejected within the hour, and as long as its client likes until it is cut. */
        private static final int MAX_CHARACTERS = 255;

        private static final int TOO_MANY = 429;

        public Attempt {
            request = Shortened.of(request, MAX_CHARACTERS);
            foreignHost = foreignHost.map(host -> Shortened.of(host, MAX_CHARACTERS));
        }

        /** Returns the same attempt with another answer. */
        public Attempt answeredWith(int other) {
            return new Attempt(request, other, actor, foreignHost);
        }

        boolean isTooMany() {
            return status == TOO_MANY;
        }
    }
}
