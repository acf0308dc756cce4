package io.rollcall.server.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options {@code --from} and {@code --to}: the period of the entries to print. */
public final class PeriodOptions {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = PointInTimeConverter.class,
            description = "Only entries since then: a time such as 2026-01-31T08:00:00Z, or how long ago: 30m, 2h, 7d.")
    private PointInTime from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = PointInTimeConverter.class,
            description = "Only entries before then: a time, or how long ago.")
    private PointInTime to;

    /** Returns the inclusive start, if there is one. */
    public Optional<Instant> from(Instant now) {
        return Optional.ofNullable(from).map(point -> point.at(now));
    }

    /** Returns the exclusive end, if there is one. */
    public Optional<Instant> to(Instant now) {
        return Optional.ofNullable(to).map(point -> point.at(now));
    }

    public boolean hasEnd() {
        return to != null;
    }

    /** A point in time, absolute or relative to now. */
    public sealed interface PointInTime {
        Instant at(Instant now);
    }

    /** An absolute time, such as {@code 2026-01-31T08:00:00Z}. */
    record Absolute(Instant time) implements PointInTime {
        static Optional<PointInTime> parse(String text) {
            try {
                return Optional.of(new Absolute(OffsetDateTime.parse(text).toInstant()));
            } catch (DateTimeParseException noTime) {
                return Optional.empty();
            }
        }

        @Override
        public Instant at(Instant now) {
            return time;
        }
    }

    /** A duration before now, such as {@code 2h}. */
    record Ago(Duration duration) implements PointInTime {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([mhd])");

        static Optional<PointInTime> parse(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            long number = Long.parseLong(parts.group(1));
            return Optional.of(new Ago(
                    switch (parts.group(2)) {
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

    /** Parses a point in time. */
    public static final class PointInTimeConverter implements ITypeConverter<PointInTime> {
        @Override
        public PointInTime convert(String text) {
            return Ago.parse(text)
                    .or(() -> Absolute.parse(text))
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no time. Write 2026-01-31T08:00:00Z, or how long ago: 30m, 2h, 7d."));
        }
    }
}
