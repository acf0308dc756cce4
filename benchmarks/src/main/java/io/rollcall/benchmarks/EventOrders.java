package io.rollcall.benchmarks;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.webhooks.SignatureScheme;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.WebhookRequest;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Commands about events in the measured process. */
final class EventOrders {
    private final RunningServer server;
    private final EventBacklog backlog;

    EventOrders(RunningServer server) {
        this.server = server;
        this.backlog = new EventBacklog(server.component(ConnectionPools.class).writing());
    }

    String obey(String[] words) {
        return switch (words[0]) {
            case "key" -> key();
            case "position" -> Long.toString(server.component(EventLog.class).newest());
            case "changes" -> {
                backlog.write(Long.parseLong(words[1]), Integer.parseInt(words[2]));
                yield words[2];
            }
            case "webhook" -> webhook(words[1]);
            case "remove-webhook" -> {
                server.component(Webhooks.class).delete(Optional.empty(), UUID.fromString(words[1]), Actor.system());
                yield words[1];
            }
            default -> "unknown command";
        };
    }

    /** Returns an admin key of an operator. */
    private String key() {
        return server.component(AdminKeys.class)
                .issue(new AdminKey.Request(Optional.empty(), "Benchmark", Lifetime.ofDays(1)), Actor.system())
                .secret()
                .reveal();
    }

    /** Adds an endpoint for all events from now on, and returns its id. */
    private String webhook(String url) {
        Webhook.Issued issued = server.component(Webhooks.class)
                .create(
                        new WebhookRequest(url, List.of(), Optional.empty(), "", SignatureScheme.V1, false, true),
                        Actor.system());
        return issued.webhook().id().toString();
    }
}
