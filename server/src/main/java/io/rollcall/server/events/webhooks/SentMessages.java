package io.rollcall.server.events.webhooks;

import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.EventQuery;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.kernel.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of stored deliveries. They are not stored but built again from the log, so they lack what was erased meanwhile, and have the
 * SCIM document of now.
 */
@Singleton
public final class SentMessages {
    private final EventLog log;
    private final WebhookMessages messages;

    @Inject
    public SentMessages(EventLog log, WebhookMessages messages) {
        this.log = log;
        this.messages = messages;
    }

    /** Returns the body of a delivery's message; empty if the event is no longer retained. */
    public Optional<String> body(Webhook webhook, Delivery delivery) {
        Optional<LoggedEvent> event = delivery.isTest()
                ? Optional.of(
                        messages.test(webhook, delivery, delivery.lastAttempt().orElse(delivery.created())))
                : find(webhook, delivery);
        return event.map(found -> new String(messages.body(found), StandardCharsets.UTF_8));
    }

    private Optional<LoggedEvent> find(Webhook webhook, Delivery delivery) {
        EventQuery query =
                new EventQuery(delivery.position() - 1, Set.of(), webhook.organization(), 1, webhook.document());
        try {
            return log.read(query).events().stream()
                    .filter(event -> event.position() == delivery.position()
                            && event.id().equals(delivery.eventId()))
                    .findFirst();
        } catch (Refusal notRetained) {
            return Optional.empty();
        }
    }
}
