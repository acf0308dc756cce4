package io.rollcall.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as people name it: itself, or how long ago. */
sealed interface Moment {
    Instant at(Instant now);

    /** Such as {@code 2026-01-31T08:00:00Z}. */
    record Itself(Instant time) implements Moment {
        @Override
        public Instant at(Instant now) {
            return time;
        }
    }

    /** Such as {@code 2h}. */
    record Ago(Duration duration) implements Moment {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([mhd])");

        static Optional<Moment> read(String text) {
            Matcher read = TEXT.matcher(text);
            if (!read.matches()) {
                return Optional.empty();
            }
            long number = Long.parseLong(read.group(1));
            return Optional.of(new Ago(
                    switch (read.group(2)) {
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    }));
        }

        @Override
        public Instant at(Instant now) {
            return now.minus(duration);
        }
    }

    /** Empty where the text is neither. */
    static Optional<Moment> read(String text) {
        return Ago.read(text).or(() -> readTime(text));
    }

    private static Optional<Moment> readTime(String text) {
        try {
            return Optional.of(new Itself(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
