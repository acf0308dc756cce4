package io.rollcall.server.activity;

import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Query for activity entries, newest first.
 *
 * @param from earliest time, inclusive
 * @param to latest time, exclusive
 * @param refusedOnly refused requests only
 * @param before entry to continue from; only older ones are returned
 */
public record ActivityQuery(
        Optional<UserId> user,
        Optional<ActivityKind> kind,
        Optional<Instant> from,
        Optional<Instant> to,
        boolean refusedOnly,
        Optional<UUID> before,
        int limit) {

    /** Returns whether an index serves all filters, so that only entries of the page are read. */
    public boolean isIndexed() {
        return user.isEmpty() || kind.isEmpty() && !refusedOnly;
    }

    /** Returns the lowest id that an entry of the period can have; ids are ordered by time. */
    Optional<UUID> first() {
        return from.map(TimeOrderedId::first);
    }

    /** Returns the lowest id that an entry after the period can have. */
    Optional<UUID> last() {
        return to.map(TimeOrderedId::first);
    }

    /** Returns a query for the newest entries. */
    public static ActivityQuery newest(int limit) {
        return new ActivityQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), limit);
    }

    /** Returns a query for the newest entries of a kind. */
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

    /** Returns a query for the newest entries of a kind between two times. */
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

    /** Returns a query for the newest entries about a user. */
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
