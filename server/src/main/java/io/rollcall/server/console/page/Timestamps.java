package io.rollcall.server.console.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats of points in time, in UTC; the browser's script converts those in {@code time} elements to the local time zone. */
public final class Timestamps {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Timestamps() {}

    public static String day(Instant at) {
        return DAY.format(at);
    }

    static String toTheMinute(Instant at) {
        return MINUTES.format(at);
    }

    static String toTheSecond(Instant at) {
        return SECONDS.format(at);
    }
}
