package io.rollcall.server.kernel;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Permanent identifier of a user: a UUID of version 7 (RFC 9562 section 5.7), so that key order is creation order. */
public record UserId(UUID value) {
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");

    /** Returns the id for a user created now. */
    public static UserId next(Clock clock) {
        return new UserId(TimeOrderedId.at(clock.instant()));
    }

    /** Returns the id, or empty if the text is not a valid one. Ids are case-sensitive (RFC 7643 section 3.1). */
    public static Optional<UserId> parse(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(new UserId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
