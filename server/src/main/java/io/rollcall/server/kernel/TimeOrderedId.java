package io.rollcall.server.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Generator of UUIDs of version 7 (RFC 9562 section 5.7): unique without coordination, and ordered by time. */
public final class TimeOrderedId {
    /** Order of ids in the database and of their texts. That of {@link UUID} takes its halves as signed. */
    public static final Comparator<UUID> ORDER = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long STEPS_PER_MILLI = 4_096;
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");

    private TimeOrderedId() {}

    /** Returns the id, or empty if the text is not one in lower case. */
    public static Optional<UUID> parse(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /**
     * Returns a new id for that moment. Ids of one millisecond are ordered, too: the next bits hold the fraction of the
     * millisecond (RFC 9562 section 6.2, method 3).
     */
    public static UUID at(Instant moment) {
        long within = moment.getNano() % NANOS_PER_MILLI * STEPS_PER_MILLI / NANOS_PER_MILLI;
        long high = moment.toEpochMilli() << 16 | VERSION_7 | within;
        return new UUID(high, VARIANT | RANDOM.nextLong() >>> 2);
    }

    /** Returns the moment of an id, to the millisecond. */
    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /**
     * Returns the lowest possible id of that moment, as a bound for queries by time. A moment before the first or after the last
     * that an id can have gives the bound of that one.
     */
    public static UUID first(Instant moment) {
        Instant possible = moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
        return new UUID(possible.toEpochMilli() << 16 | VERSION_7, VARIANT);
    }
}
