package io.rollcall.server.kernel;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Permanent identifier of a user: a UUID of version 7 (RFC 9562 section 5.7), so that key order is creation order. */
public record UserId(UUID value) implements Comparable<UserId> {
    /** Returns the id for a user created now. */
    public static UserId next(Clock clock) {
        return new UserId(TimeOrderedId.at(clock.instant()));
    }

    /** Returns the id, or empty if the text is not a valid one. Ids are case-sensitive (RFC 7643 section 3.1). */
    public static Optional<UserId> parse(String text) {
        return TimeOrderedId.parse(text).map(UserId::new);
    }

    /** The order of creation. It also keeps hash tables fast for ids that a client chose to have one hash code. */
    @Override
    public int compareTo(UserId other) {
        return TimeOrderedId.ORDER.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
