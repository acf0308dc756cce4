package io.rollcall.server.events.webhooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.organizations.Slug;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages to endpoints: the headers of Standard Webhooks 1.0.0, and a body that is its payload and a CloudEvent 1.0 in JSON. */
@Singleton
public final class WebhookMessages {
    /** Type of the event that an administrator sends to try an endpoint; it is not in the log. */
    static final String TEST = "webhook.test";

    private static final String WEBHOOK = "webhook";

    private final WebhookSecrets secrets;
    private final Organizations organizations;
    private final PublicUrls urls;
    private final String source;

    @Inject
    public WebhookMessages(WebhookSecrets secrets, Organizations organizations, PublicUrls urls) {
        this.secrets = secrets;
        this.organizations = organizations;
        this.urls = urls;
        this.source = urls.ofBase();
    }

    /** Returns the body of a message. */
    public byte[] body(LoggedEvent logged) {
        LoggedEvent event = logged.withDocumentInData(slug -> urls.of(new Slug(slug)));
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", event.type())
                .put("timestamp", event.occurred().toString())
                .put("specversion", "1.0")
                .put("id", event.id())
                .put("source", source)
                .put("time", event.occurred().toString())
                .put("subject", subject(event))
                .put("datacontenttype", "application/json");
        if (!event.slug().isEmpty()) {
            // Attributes of CloudEvents have lower-case names, and values that are no objects.
            json.put("organization", event.slug());
            json.put("organizationid", event.organizationId().value());
        }
        json.put("version", event.version());
        json.putRawValue("data", new RawValue(event.data()));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the headers of a message, signed with the secrets that are valid now. */
    public Map<String, String> headers(Webhook webhook, String id, byte[] body, Instant now) {
        List<SigningKey> signing = secrets.signing(webhook.id(), webhook.secrets(), now);
        long seconds = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Rollcall-Webhooks/1.0");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", WebhookSignature.header(signing, id, seconds, body));
        return headers;
    }

    /** Returns the event of a test delivery. */
    public LoggedEvent test(Webhook webhook, Delivery delivery, Instant now) {
        String slug = webhook.organization().flatMap(organizations::slug).orElse("");
        String id = webhook.id().toString();
        return new LoggedEvent(
                0,
                delivery.eventId(),
                delivery.organization(),
                slug,
                WEBHOOK,
                id,
                0,
                TEST,
                now,
                "",
                "{\"id\":\"" + id + "\"}",
                Optional.empty());
    }

    /** Returns the subject of an event, with its kind. */
    static String subject(LoggedEvent event) {
        return event.subject() + "/" + event.subjectId();
    }

    /** Returns the subject of events about an endpoint. */
    static String subject(Webhook webhook) {
        return WEBHOOK + "/" + webhook.id();
    }
}
