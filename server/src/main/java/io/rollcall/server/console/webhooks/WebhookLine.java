package io.rollcall.server.console.webhooks;

import io.rollcall.server.events.webhooks.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Webhook as the pages show it.
 *
 * @param slug slug of the only organization; empty for all
 * @param waiting number of events after its position
 */
record WebhookLine(Webhook webhook, Optional<String> slug, long waiting) {
    private static final int FIRST_TYPES = 3;

    /** Returns the description, or the host. */
    String name() {
        return webhook.description().isEmpty() ? host() : webhook.description();
    }

    /** Returns the host with the port, if the URL has one. */
    String host() {
        return URI.create(webhook.url()).getRawAuthority();
    }

    WebhookHealth health() {
        return WebhookHealth.of(webhook);
    }

    /** Returns the types that fit into a row. */
    List<String> firstTypes() {
        return webhook.types().subList(0, Math.min(FIRST_TYPES, webhook.types().size()));
    }

    /** Returns the number of further types. */
    int moreTypes() {
        return webhook.types().size() - firstTypes().size();
    }
}
