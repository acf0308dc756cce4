package io.rollcall.server.tokens;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Shortened;
import java.time.Instant;
import java.util.Optional;

/**
 * Count of requests with an invalid token.
 *
 * @param tokenId the id, or {@link #UNKNOWN} for all unknown tokens together
 * @param since the first of these requests; restarts after a week without any
 * @param latest the last of these requests
 * @param requests their number
 */
public record RejectedToken(long tokenId, Instant since, Instant latest, long requests) {
    /** Id of all unknown tokens together. */
    public static final long UNKNOWN = 0;

    /** Returns a count of one request. */
    static RejectedToken one(long tokenId, Instant at) {
        return new RejectedToken(tokenId, at, at, 1);
    }

    /** Returns the sum with another count of the same token. */
    RejectedToken plus(RejectedToken other) {
        return new RejectedToken(
                tokenId,
                since.isBefore(other.since) ? since : other.since,
                latest.isAfter(other.latest) ? latest : other.latest,
                requests + other.requests);
    }

    /** Returns whether it counts unknown tokens. */
    public boolean isUnknown() {
        return tokenId == UNKNOWN;
    }

    /**
     * Request with a token that is not valid for it.
     *
     * @param request its method and path
     * @param status the HTTP status of its answer: 401, or 429 if the address failed too often
     * @param actor the token's name, with the client's address and user agent
     * @param foreignHost the called host, if the token is valid for another organization's host
     */
    public record Attempt(String request, int status, Actor actor, Optional<String> foreignHost) {
        /** Maximum length of the kept request line, which clients choose; one is in memory for each recently rejected credential. */
        private static final int MAX_CHARACTERS = 255;

        private static final int TOO_MANY = 429;

        public Attempt {
            request = Shortened.of(request, MAX_CHARACTERS);
            foreignHost = foreignHost.map(host -> Shortened.of(host, MAX_CHARACTERS));
        }

        /** Returns the same attempt with another status. */
        public Attempt answeredWith(int other) {
            return new Attempt(request, other, actor, foreignHost);
        }

        boolean isTooMany() {
            return status == TOO_MANY;
        }
    }
}
