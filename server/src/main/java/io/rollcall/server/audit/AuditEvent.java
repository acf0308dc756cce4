package io.rollcall.server.audit;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Shortened;
import java.util.Optional;

/**
 * Event to be recorded in the audit log.
 *
 * @param organization its organization; empty for an event of the installation
 * @param subject its subject, for display
 * @param detail a JSON object
 */
public record AuditEvent(
        AuditKind kind,
        AuditEntry.Outcome outcome,
        Actor actor,
        Optional<OrganizationId> organization,
        String subject,
        String detail) {
    private static final int MAX_SUBJECT = 512;
    private static final String NOTHING = "{}";

    public AuditEvent {
        subject = Shortened.beginning(subject, MAX_SUBJECT);
        detail = detail.isEmpty() ? NOTHING : detail;
    }

    /** Returns an event that succeeded. */
    public static AuditEvent of(AuditKind kind, Actor actor, String subject) {
        return new AuditEvent(kind, AuditEntry.Outcome.SUCCEEDED, actor, Optional.empty(), subject, NOTHING);
    }

    /** Returns the same event of an organization. */
    public AuditEvent in(OrganizationId id) {
        return in(Optional.of(id));
    }

    /** Returns the same event of an organization, or of the installation. */
    public AuditEvent in(Optional<OrganizationId> id) {
        return new AuditEvent(kind, outcome, actor, id, subject, detail);
    }

    /** Returns the same event with that detail. @param json a JSON object, or an empty text for none */
    public AuditEvent with(String json) {
        return new AuditEvent(kind, outcome, actor, organization, subject, json);
    }

    /** Returns the same event with another outcome. */
    public AuditEvent ending(AuditEntry.Outcome end) {
        return new AuditEvent(kind, end, actor, organization, subject, detail);
    }
}
