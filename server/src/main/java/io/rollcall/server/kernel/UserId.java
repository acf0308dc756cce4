package io.rollcall.server.kernel;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifies a user for ever: a UUID of version 7 (RFC 9562 section 5.7), so that key order is creation order. */
public record UserId(UUID value) {
    private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** A new id for a user made now. */
    public static UserId next(Clock clock) {
        long random = RANDOM.nextLong();
        long high = clock.millis() << 16 | VERSION_7 | random & 0x0FFFL;
        return new UserId(new UUID(high, VARIANT | RANDOM.nextLong() >>> 2));
    }

    /** The id in a client's text, or empty where the text cannot be one. */
    public static Optional<UserId> parse(String text) {
        return TEXT.matcher(text).matches()
                ? Optional.of(new UserId(UUID.fromString(text.toLowerCase(Locale.ROOT))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
