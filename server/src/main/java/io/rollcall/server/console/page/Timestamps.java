package io.rollcall.server.console.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Timestamps for people, in UTC; the visitor's browser puts them into its own time zone. */
final class Timestamps {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String inWords(Instant at) {
        return MINUTES.format(at);
    }

    static String toTheSecond(Instant at) {
        return SECONDS.format(at);
    }
}
