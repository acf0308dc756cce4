package io.rollcall.server.activity;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which entries of an organization's log are asked for; the newest come first.
 *
 * @param from not before that moment
 * @param to before that moment
 * @param refusedOnly only what was refused
 * @param before only entries older than this one, to go on from it
 */
public record ActivityQuery(
        Optional<UserId> user,
        Optional<ActivityKind> kind,
        Optional<Instant> from,
        Optional<Instant> to,
        boolean refusedOnly,
        Optional<UUID> before,
        int limit) {

    /** The newest entries of whatever kind. */
    public static ActivityQuery newest(int limit) {
        return new ActivityQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), limit);
    }

    /** The newest entries of a kind. */
    public static ActivityQuery of(ActivityKind kind, int limit) {
        return new ActivityQuery(
                Optional.empty(),
                Optional.of(kind),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                limit);
    }

    /** The newest entries of a kind between two moments. */
    public static ActivityQuery of(ActivityKind kind, Instant from, Instant to, int limit) {
        return new ActivityQuery(
                Optional.empty(),
                Optional.of(kind),
                Optional.of(from),
                Optional.of(to),
                false,
                Optional.empty(),
                limit);
    }

    /** The newest entries about one user. */
    public static ActivityQuery of(UserId user, int limit) {
        return new ActivityQuery(
                Optional.of(user),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                limit);
    }
}
