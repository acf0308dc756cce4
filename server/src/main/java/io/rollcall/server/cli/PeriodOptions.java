package io.rollcall.server.cli;

import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the times between which entries are selected. */
final class PeriodOptions {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "Only from then on: a time such as 2026-01-31T08:00:00Z, or how long ago: 30m, 2h, 7d.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "Only before then; a time, or how long ago.")
    private Moment to;

    Optional<Instant> from(Instant now) {
        return Optional.ofNullable(from).map(moment -> moment.at(now));
    }

    Optional<Instant> to(Instant now) {
        return Optional.ofNullable(to).map(moment -> moment.at(now));
    }

    boolean hasEnd() {
        return to != null;
    }
}
