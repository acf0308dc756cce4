package io.rollcall.server.cli;

import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditOutcome;
import io.rollcall.server.audit.AuditQuery;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options that select audit entries. */
final class AuditOptions {
    @Option(
            names = "--kind",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "Only entries of that kind: ${COMPLETION-CANDIDATES}.")
    private Optional<String> kind;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Only what that administrator, admin key or token did, by its whole name.")
    private Optional<String> actor;

    @Option(
            names = "--organization",
            paramLabel = "SLUG",
            description = "Only entries about that organization, by the slug that it had then. It may be deleted.")
    private Optional<String> organization;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            completionCandidates = Outcomes.class,
            description = "Only what ended so: ${COMPLETION-CANDIDATES}.")
    private Optional<String> outcome;

    @Option(names = "--after", paramLabel = "ID", description = "Go on after the entry with that id, with older ones.")
    private Optional<UUID> after;

    Optional<String> problem() {
        return kind.filter(name -> AuditKind.of(name).isEmpty())
                .map(name -> "'" + name + "' is no kind of audit entry. 'rollcall audit list --help' names them all.")
                .or(() -> outcome.filter(name -> outcome(name).isEmpty())
                        .map(name -> "'" + name + "' is no outcome. There are succeeded and failed."));
    }

    AuditQuery query(Optional<Instant> from, Optional<Instant> to, int limit) {
        return new AuditQuery(
                kind.flatMap(AuditKind::of),
                outcome.flatMap(AuditOptions::outcome),
                actor,
                organization,
                from,
                to,
                after,
                limit);
    }

    private static Optional<AuditOutcome> outcome(String name) {
        return Stream.of(AuditOutcome.values())
                .filter(value -> word(value).equals(name))
                .findFirst();
    }

    private static String word(AuditOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** For the help. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return AuditKind.known().map(AuditKind::label).iterator();
        }
    }

    /** For the help. */
    static final class Outcomes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(AuditOutcome.values()).map(AuditOptions::word).iterator();
        }
    }
}
