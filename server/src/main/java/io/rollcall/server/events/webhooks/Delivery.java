package io.rollcall.server.events.webhooks;

import io.rollcall.server.database.Row;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.TimeOrderedId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Delivery of an event to an endpoint, with its last attempt.
 *
 * @param organization of the event; number 0 for events of the installation
 * @param position of the event; 0 for a test
 * @param subject kind and id of the event's subject; deliveries of one subject are in order
 * @param firstAttempt the start of the retry schedule
 * @param nextAttempt empty if there is none, or while an earlier event of the subject waits
 */
public record Delivery(
        UUID id,
        UUID webhook,
        OrganizationId organization,
        long position,
        String eventId,
        String type,
        String subject,
        Status status,
        Instant created,
        int attempts,
        Optional<Instant> firstAttempt,
        Optional<Instant> lastAttempt,
        Optional<Instant> nextAttempt,
        Attempt attempt) {

    /** Status of a delivery. */
    public enum Status {
        /** Waits for its first or next attempt. */
        PENDING,
        /** A test or a repeated delivery that waits for its only attempt. */
        REQUESTED,
        DELIVERED,
        /** Given up. */
        FAILED
    }

    /**
     * Result of an attempt.
     *
     * @param responseStatus status of the response; 0 if there was none
     * @param response the beginning of its body
     * @param error the reason of the failure; empty if there was none
     */
    public record Attempt(int latencyMillis, int responseStatus, String response, String error) {
        static final Attempt NONE = new Attempt(0, 0, "", "");
    }

    /** Endpoint that has deliveries. @param deleted whether the endpoint itself was deleted */
    record Owner(UUID webhook, boolean deleted) {
        static Owner read(Row row) {
            return new Owner(row.uuid(1), row.truth(2));
        }
    }

    static Delivery read(Row row) {
        return new Delivery(
                row.uuid(1),
                row.uuid(2),
                row.organizationId(3),
                row.longNumber(4),
                row.text(5),
                row.text(6),
                row.text(7),
                Status.valueOf(row.text(8)),
                row.instant(9),
                row.number(10),
                row.optionalInstant(11),
                row.optionalInstant(12),
                row.optionalInstant(13),
                new Attempt(row.number(14), row.number(15), row.text(16), row.text(17)));
    }

    /** Returns the delivery of an event, before its first attempt. */
    public static Delivery of(LoggedEvent event, UUID webhook, Instant now) {
        return create(
                webhook,
                event.organizationId(),
                event.position(),
                event.id(),
                event.type(),
                WebhookMessages.subject(event),
                Status.PENDING,
                now);
    }

    /** Returns a test delivery. */
    static Delivery test(Webhook webhook, Instant now) {
        return create(
                webhook.id(),
                webhook.organization().orElse(OrganizationId.INSTALLATION),
                0,
                TimeOrderedId.at(now).toString(),
                WebhookMessages.TEST,
                WebhookMessages.subject(webhook),
                Status.REQUESTED,
                now);
    }

    /** Returns the delivery without the response and error of its last attempt, which are in the database. */
    public Delivery withoutAttempt() {
        return new Delivery(
                id,
                webhook,
                organization,
                position,
                eventId,
                type,
                subject,
                status,
                created,
                attempts,
                firstAttempt,
                lastAttempt,
                nextAttempt,
                Attempt.NONE);
    }

    /** Returns a further delivery of the same event. */
    Delivery again(Instant now) {
        return create(webhook, organization, position, eventId, type, subject, Status.REQUESTED, now);
    }

    private static Delivery create(
            UUID webhook,
            OrganizationId organization,
            long position,
            String eventId,
            String type,
            String subject,
            Status status,
            Instant now) {
        return new Delivery(
                TimeOrderedId.at(now),
                webhook,
                organization,
                position,
                eventId,
                type,
                subject,
                status,
                now.truncatedTo(ChronoUnit.MILLIS),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Attempt.NONE);
    }

    /** Returns the delivery after an attempt. */
    public Delivery after(Attempt done, Status then, Optional<Instant> next, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return new Delivery(
                id,
                webhook,
                organization,
                position,
                eventId,
                type,
                subject,
                then,
                created,
                attempts + 1,
                firstAttempt.or(() -> Optional.of(at)),
                Optional.of(at),
                next.map(time -> time.truncatedTo(ChronoUnit.MILLIS)),
                done);
    }

    public boolean isTest() {
        return position == 0;
    }

    /** Returns the line in which it waits for its turn. */
    public String line() {
        return organization.value() + "/" + subject;
    }
}
