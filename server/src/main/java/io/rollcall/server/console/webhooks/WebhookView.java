package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.EncryptedSecrets;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.kernel.EnumName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Model of the page of a webhook.
 *
 * @param previousUntil until when the previous secret signs, too
 * @param failure delivery of the latest failed attempt, if the webhook fails or was disabled
 * @param status the only status of deliveries to list; empty for all
 * @param later whether the list does not begin with the newest delivery
 * @param next the delivery after which the next page begins
 * @param secretShownBefore whether the page of a new secret was reloaded
 */
record WebhookView(
        Layout layout,
        WebhookArea area,
        WebhookLine line,
        Optional<Instant> previousUntil,
        Optional<Delivery> failure,
        Optional<Delivery.Status> status,
        List<Delivery> deliveries,
        boolean later,
        Optional<UUID> next,
        Optional<WebhookDialog> dialog,
        boolean secretShownBefore,
        FormProblem problem) {

    WebhookView withSecretShownBefore(boolean before) {
        return new WebhookView(
                layout, area, line, previousUntil, failure, status, deliveries, later, next, dialog, before, problem);
    }

    Webhook webhook() {
        return line.webhook();
    }

    /** Returns the keys that sign messages, without what is secret of them. */
    EncryptedSecrets.Keys keys() {
        return webhook().secrets().current();
    }

    String path(String... more) {
        return area.path(webhook().id(), more);
    }

    String path(Delivery delivery) {
        return path("deliveries", delivery.id().toString());
    }

    /** Returns the address of the newest deliveries of the selected status. */
    String newest() {
        return path() + status.map(only -> "?status=" + EnumName.of(only)).orElse("");
    }

    /** Returns the address of the deliveries before that one. */
    String olderThan(UUID delivery) {
        return path() + "?after=" + delivery
                + status.map(only -> "&status=" + EnumName.of(only)).orElse("");
    }

    /** Returns the address that reloads the list while the page is open; empty unless it shows the newest deliveries. */
    Optional<String> live() {
        return later || dialog.isPresent()
                ? Optional.empty()
                : Optional.of(newest() + (status.isPresent() ? "&live" : "?live"));
    }

    String position() {
        return new EventCursor(webhook().progress().position()).toString();
    }

    /** Returns the CSS class of a delivery's status. */
    static String tone(Delivery.Status status) {
        return switch (status) {
            case DELIVERED -> "good";
            case FAILED -> "bad";
            case PENDING -> "warn";
            case REQUESTED -> "";
        };
    }
}
