package io.rollcall.server.audit;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Entry of the audit log.
 *
 * @param origin the operating-system user and the host of a command; empty texts for a request
 * @param organization its organization, which may have been deleted
 * @param slug the organization's slug at that time; empty for an event of the installation
 * @param subject its subject, for display
 * @param detail a JSON object
 */
public record AuditEntry(
        UUID id,
        Instant occurred,
        AuditKind kind,
        Outcome outcome,
        Actor actor,
        Origin origin,
        Optional<OrganizationId> organization,
        String slug,
        String subject,
        String detail) {

    /** Returns the length of its texts. */
    long length() {
        return (long) actor.name().length() + actor.userAgent().length() + subject.length() + detail.length();
    }

    /** Result of an event. */
    public enum Outcome {
        SUCCEEDED,
        FAILED
    }

    /** Audit entry with its place in the chain. @param position the number of entries in the chain before it */
    public record Chained(long position, AuditEntry entry) {}
}
