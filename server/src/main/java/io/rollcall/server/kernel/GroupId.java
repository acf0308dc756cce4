package io.rollcall.server.kernel;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Permanent identifier of a group: a UUID of version 7 (RFC 9562 section 5.7), so that key order is creation order. */
public record GroupId(UUID value) implements Comparable<GroupId> {
    /** Returns the id for a group created now. */
    public static GroupId next(Clock clock) {
        return new GroupId(TimeOrderedId.at(clock.instant()));
    }

    /** Returns the id, or empty if the text is not a valid one. */
    public static Optional<GroupId> parse(String text) {
        return TimeOrderedId.parse(text).map(GroupId::new);
    }

    /** The order of creation. It also keeps hash tables fast for ids that a client chose to have one hash code. */
    @Override
    public int compareTo(GroupId other) {
        return TimeOrderedId.ORDER.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
