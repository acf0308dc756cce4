package io.rollcall.server.events.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.kernel.EnumName;
import java.time.Instant;
import java.util.Optional;

/** JSON form of endpoints and deliveries, for commands and the admin API. */
public final class WebhookJson {
    private WebhookJson() {}

    /**
     * Returns an endpoint without its secret.
     *
     * @param slug the slug of its only organization; empty for all
     * @param lag number of events after its position
     */
    public static ObjectNode of(Webhook webhook, Optional<String> slug, long lag, Instant now) {
        ObjectNode json = object(webhook);
        slug.ifPresent(text -> json.put("organization", text));
        json.put("signature", EnumName.of(webhook.secrets().scheme()));
        webhook.secrets().current().publicText().ifPresent(key -> json.put("publicKey", key));
        json.put("state", EnumName.of(webhook.state()));
        json.put("created", webhook.created().toString());
        webhook.secrets().overlapAt(now).ifPresent(until -> {
            webhook.secrets().previous().publicText().ifPresent(key -> json.put("previousPublicKey", key));
            json.put("previousSecretUntil", until.toString());
        });
        Webhook.Progress progress = webhook.progress();
        json.put("position", new EventCursor(progress.position()).toString());
        json.put("lagEvents", lag);
        json.put("failures", progress.failures());
        progress.failingSince().ifPresent(since -> json.put("failingSince", since.toString()));
        progress.lastSuccess().ifPresent(last -> json.put("lastSuccess", last.toString()));
        return json;
    }

    private static ObjectNode object(Webhook webhook) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", webhook.id().toString())
                .put("url", webhook.url());
        ArrayNode types = json.putArray("types");
        webhook.types().forEach(types::add);
        return json.put("description", webhook.description())
                .put("document", webhook.document())
                .put("enabled", webhook.isEnabled());
    }

    /** Returns the settings as the activity log shows them: the URL without path and query, which may hold a secret. */
    static String settings(Webhook webhook) {
        ObjectNode json = object(webhook);
        json.remove("id");
        return json.put("url", webhook.origin()).toString();
    }

    /** Returns a new endpoint, or one with a new secret, which is shown once. */
    public static ObjectNode of(Webhook.Issued issued) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", issued.webhook().id().toString());
        issued.secret().ifPresent(secret -> json.put("secret", secret.reveal()));
        issued.webhook().secrets().current().publicText().ifPresent(key -> json.put("publicKey", key));
        issued.webhook()
                .secrets()
                .previousUntil()
                .ifPresent(until -> json.put("previousSecretUntil", until.toString()));
        return json;
    }

    /** Returns a delivery. */
    public static ObjectNode of(Delivery delivery) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", delivery.id().toString())
                .put("event", delivery.eventId())
                .put("type", delivery.type())
                .put("subject", delivery.subject())
                .put("status", EnumName.of(delivery.status()))
                .put("created", delivery.created().toString())
                .put("attempts", delivery.attempts());
        delivery.lastAttempt().ifPresent(at -> {
            json.put("lastAttempt", at.toString());
            json.put("latencyMillis", delivery.attempt().latencyMillis());
        });
        delivery.nextAttempt().ifPresent(at -> json.put("nextAttempt", at.toString()));
        if (delivery.attempt().responseStatus() != 0) {
            json.put("responseStatus", delivery.attempt().responseStatus());
            json.put("response", delivery.attempt().response());
        }
        if (!delivery.attempt().error().isEmpty()) {
            json.put("error", delivery.attempt().error());
        }
        return json;
    }
}
