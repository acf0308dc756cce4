package io.rollcall.server.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes UUIDs of version 7 (RFC 9562 section 5.7): unique without asking anybody, and ordered by time. */
public final class TimeOrderedId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private TimeOrderedId() {}

    /** A new id of something that happens at that moment. */
    public static UUID at(Instant moment) {
        long high = moment.toEpochMilli() << 16 | VERSION_7 | RANDOM.nextLong() & 0x0FFFL;
        return new UUID(high, VARIANT | RANDOM.nextLong() >>> 2);
    }
}
