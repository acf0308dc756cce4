package io.rollcall.server.console.webhooks;

import io.rollcall.server.events.webhooks.Webhook;

/** Health of a webhook, as the pages show it. */
enum WebhookHealth {
    HEALTHY("good"),
    /** Enabled, but nothing was delivered yet. */
    UNUSED(""),
    /** The last attempts failed; more will follow. */
    FAILING("warn"),
    /** Disabled by an administrator. */
    DISABLED(""),
    /** Disabled by the server, as the endpoint answered 410. */
    GONE("bad"),
    /** Disabled by the server, as the endpoint failed for days. */
    FAILED("bad");

    private final String tone;

    WebhookHealth(String tone) {
        this.tone = tone;
    }

    static WebhookHealth of(Webhook webhook) {
        return switch (webhook.state()) {
            case DISABLED -> DISABLED;
            case GONE -> GONE;
            case FAILED -> FAILED;
            case ENABLED ->
                webhook.progress().failures() > 0
                        ? FAILING
                        : webhook.progress().lastSuccess().isPresent() ? HEALTHY : UNUSED;
        };
    }

    /** Returns whether an administrator should look at it. */
    boolean isBad() {
        return this == FAILING || this == GONE || this == FAILED;
    }

    /** Returns the CSS class of the tag. */
    String tone() {
        return tone;
    }

    /** Returns the key of the label. */
    String key() {
        return "webhook.state." + name();
    }
}
