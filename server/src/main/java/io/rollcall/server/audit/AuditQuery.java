package io.rollcall.server.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Query for audit entries, newest first.
 *
 * @param actor the exact name of the actor
 * @param organization the slug that the organization had at the time of the entry
 * @param from earliest time, inclusive
 * @param to latest time, exclusive
 * @param before entry to continue from; only older ones are returned
 */
public record AuditQuery(
        Optional<AuditKind> kind,
        Optional<AuditEntry.Outcome> outcome,
        Optional<String> actor,
        Optional<String> organization,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<UUID> before,
        int limit) {

    /** Returns whether an index serves all filters, so that only entries of the page are read. */
    public boolean isIndexed() {
        return outcome.isEmpty()
                && Stream.of(kind, actor, organization)
                                .filter(Optional::isPresent)
                                .count()
                        <= 1;
    }

    /** Returns a query for the newest entries. */
    public static AuditQuery newest(int limit) {
        return new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    /** Returns a query for the newest entries of a kind. */
    public static AuditQuery of(AuditKind kind, int limit) {
        return new AuditQuery(
                Optional.of(kind),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }
}
