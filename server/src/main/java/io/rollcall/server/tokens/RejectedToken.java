package io.rollcall.server.tokens;

import java.time.Instant;

/**
 * Requests that came with a token that is not valid.
 *
 * @param tokenId {@link #UNKNOWN} for all tokens that nobody knows
 * @param since the first of these requests; it begins anew after a quiet week
 * @param latest the last one
 * @param requests how many
 */
public record RejectedToken(long tokenId, Instant since, Instant latest, long requests) {
    /** Stands for the id of a token that nobody knows. */
    public static final long UNKNOWN = 0;

    /** Whether nobody knows the token. */
    public boolean isUnknown() {
        return tokenId == UNKNOWN;
    }
}
