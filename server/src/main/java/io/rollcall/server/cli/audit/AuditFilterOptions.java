package io.rollcall.server.cli.audit;

import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.kernel.EnumName;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options that filter the audit log. */
final class AuditFilterOptions {
    @Option(
            names = "--kind",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "Only entries of that kind: ${COMPLETION-CANDIDATES}.")
    private Optional<String> kind;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Only entries of that administrator, admin key or token, by its whole name.")
    private Optional<String> actor;

    @Option(
            names = "--organization",
            paramLabel = "SLUG",
            description =
                    "Only entries about that organization, by the slug that it had at the time. It may be deleted.")
    private Optional<String> organization;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            completionCandidates = Outcomes.class,
            description = "Only entries with that outcome: ${COMPLETION-CANDIDATES}.")
    private Optional<String> outcome;

    @Option(
            names = "--after",
            paramLabel = "ID",
            description = "Continue after the entry with that id, with older ones.")
    private Optional<UUID> after;

    /** Returns the problem with the options; empty if they are valid. */
    Optional<String> problem() {
        return kind.filter(name -> AuditKind.of(name).isEmpty())
                .map(name -> "'" + name + "' is no kind of audit entry. 'rollcall audit list --help' names them all.")
                .or(() -> outcome.filter(name -> outcome(name).isEmpty())
                        .map(name -> "'" + name + "' is no outcome. There are succeeded and failed."));
    }

    AuditQuery query(Optional<Instant> from, Optional<Instant> to, int limit) {
        return new AuditQuery(
                kind.flatMap(AuditKind::of),
                outcome.flatMap(AuditFilterOptions::outcome),
                actor,
                organization,
                from,
                to,
                after,
                limit);
    }

    private static Optional<AuditEntry.Outcome> outcome(String name) {
        return Stream.of(AuditEntry.Outcome.values())
                .filter(value -> EnumName.of(value).equals(name))
                .findFirst();
    }

    /** Kinds that the help lists. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return AuditKind.known().map(AuditKind::label).iterator();
        }
    }

    /** Outcomes that the help lists. */
    static final class Outcomes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(AuditEntry.Outcome.values()).map(EnumName::of).iterator();
        }
    }
}
