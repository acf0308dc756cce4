package io.rollcall.server.users.query;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Time to compare with, converted to the range of a DATETIME(3) column: whole milliseconds of four-digit years. */
public record StoredTime(ComparisonOperator relation, LocalDateTime time, boolean neverEqual) {
    private static final Instant FIRST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    static StoredTime of(Condition.Time asked) {
        return of(asked.relation(), asked.instant());
    }

    /** Returns the time to compare a column with. */
    public static StoredTime of(ComparisonOperator relation, Instant instant) {
        Instant within = clamp(instant);
        Instant whole = within.truncatedTo(ChronoUnit.MILLIS);
        boolean cut = !whole.equals(within);
        return new StoredTime(
                cut ? withCutOff(relation) : relation,
                LocalDateTime.ofInstant(whole, ZoneOffset.UTC),
                cut && relation == ComparisonOperator.EQUAL);
    }

    private static Instant clamp(Instant instant) {
        Instant notEarlier = instant.isBefore(FIRST) ? FIRST : instant;
        return notEarlier.isAfter(LAST) ? LAST : notEarlier;
    }

    /** Returns the operator for a time that was truncated to a whole millisecond. */
    private static ComparisonOperator withCutOff(ComparisonOperator relation) {
        return switch (relation) {
            case GREATER_OR_EQUAL -> ComparisonOperator.GREATER;
            case LESS -> ComparisonOperator.LESS_OR_EQUAL;
            default -> relation;
        };
    }
}
