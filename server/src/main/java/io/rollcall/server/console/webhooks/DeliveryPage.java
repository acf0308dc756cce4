package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.SentMessages;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** Page of a delivery: its request, and the response. */
public final class DeliveryPage {
    private static final int SHOWN_CHARACTERS = 4_000;
    private static final String USER = "user/";

    private final LayoutFactory layouts;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final SentMessages messages;

    public DeliveryPage(LayoutFactory layouts, Webhooks webhooks, Deliveries deliveries, SentMessages messages) {
        this.layouts = layouts;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.messages = messages;
    }

    Response show(WebhookArea area, String webhook, String delivery) {
        return page(200, area, WebhookArea.id(webhook), id(delivery), FormProblem.NONE);
    }

    /** Requests the same event again, and redirects to the page of the new delivery. */
    Response resend(WebhookArea area, String webhook, String delivery) {
        UUID id = WebhookArea.id(webhook);
        try {
            Delivery again = deliveries.resend(area.scope(), id, id(delivery));
            return Html.goTo(area.path(id, "deliveries", again.id().toString()));
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_FOUND) {
                throw refusal;
            }
            return page(refusal.reason().status(), area, id, id(delivery), FormProblem.of(refusal));
        }
    }

    private static UUID id(String text) {
        return TimeOrderedId.parse(text).orElseThrow(() -> Deliveries.noSuchDelivery(text));
    }

    private Response page(int status, WebhookArea area, UUID id, UUID deliveryId, FormProblem problem) {
        Webhook webhook = webhooks.get(area.scope(), id);
        Delivery delivery = deliveries.get(area.scope(), id, deliveryId);
        DeliveryView view = new DeliveryView(
                area.layout(layouts, layouts.texts().get("delivery.title", delivery.type())),
                area,
                webhook,
                delivery,
                messages.body(webhook, delivery),
                problem);
        return Html.page(status, out -> JteDeliveryGenerated.render(out, null, view));
    }

    /** Model of the page. @param body of the request; empty if the event is no longer retained */
    record DeliveryView(
            Layout layout,
            WebhookArea area,
            Webhook webhook,
            Delivery delivery,
            Optional<String> body,
            FormProblem problem) {

        /** Returns the beginning of the request's body. */
        Optional<String> firstOfBody() {
            return body.map(text -> text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS)));
        }

        /** Returns the number of characters that are not shown. */
        int hidden() {
            return body.map(String::length).orElse(0)
                    - firstOfBody().map(String::length).orElse(0);
        }

        /** Returns whether its only attempt is still to come. */
        boolean isUnderway() {
            return delivery.status() == Delivery.Status.REQUESTED;
        }

        /** Returns the page of the user in the event; empty if it is about something else. */
        Optional<String> user() {
            return area.organization()
                    .filter(organization -> delivery.subject().startsWith(USER))
                    .map(organization -> ConsolePaths.of(
                            organization, "users", delivery.subject().substring(USER.length())));
        }

        String path(String... more) {
            return area.path(webhook.id(), more);
        }

        String here(String... more) {
            return ConsolePaths.below(path("deliveries", delivery.id().toString()), more);
        }

        /** Returns the headers of the request; the signature is not stored. */
        String head() {
            return "webhook-id: " + delivery.eventId()
                    + delivery.lastAttempt()
                            .map(at -> "\nwebhook-timestamp: " + at.getEpochSecond())
                            .orElse("");
        }
    }
}
