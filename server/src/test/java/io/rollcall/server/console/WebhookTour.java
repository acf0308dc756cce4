package io.rollcall.server.console;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.webhooks.SignatureScheme;
import io.rollcall.server.events.webhooks.WebhookRequest;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.StoredRows;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Webhooks of an organization in several states, and the addresses of their pages. Nothing is sent: those that are enabled are far ahead of the log. */
record WebhookTour(String webhook, String delivery) {
    private static final String LONG_TYPE = "user.offboarding_overdue";

    static WebhookTour make(RunningServer server, OrganizationId organization, String userId) {
        UUID first = add(server, organization, "CRM", List.of());
        UUID second = add(
                server,
                organization,
                "",
                List.of("user.*", "role.created", "organization.suspended", LONG_TYPE, "token.revoked"));
        UUID third = add(server, organization, "A billing system with quite a long description of itself", List.of());
        change("state = 'ENABLED', last_success = UTC_TIMESTAMP(3), position = position + 1000000000000", first);
        change(
                "state = 'FAILED', failures = 41, failing_since = UTC_TIMESTAMP(3) - INTERVAL 5 DAY,"
                        + " last_success = UTC_TIMESTAMP(3) - INTERVAL 6 DAY, position = GREATEST(0, position - 20)",
                second);
        change(
                "state = 'ENABLED', failures = 3, failing_since = UTC_TIMESTAMP(3), position = position + 1000000000000",
                third);
        String delivery = "";
        long newest = server.component(EventLog.class).newest();
        for (int number = 0; number < 30; number++) {
            UUID id = new UUID(first.getMostSignificantBits() + (number + 1L << 16), first.getLeastSignificantBits());
            delivery = id.toString();
            StoredRows.change(
                    "INSERT INTO webhook_deliveries VALUES (?, UNHEX(?), UNHEX(?), ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), ?,"
                            + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), IF(? = 'PENDING', UTC_TIMESTAMP(3) + INTERVAL 30"
                            + " MINUTE, NULL), ?, ?, ?, ?)",
                    organization.value(),
                    hex(second),
                    hex(id),
                    Math.max(1, newest - number),
                    id.toString(),
                    number % 7 == 0 ? LONG_TYPE : "user.updated",
                    "user/" + userId,
                    number % 3 == 2 ? "PENDING" : number % 3 == 1 ? "FAILED" : "DELIVERED",
                    number % 3 == 0 ? 1 : 9,
                    number % 3 == 2 ? "PENDING" : "",
                    number % 3 == 0 ? 38 : 15_000,
                    number % 3 == 0 ? 204 : number % 3 == 1 ? 503 : 0,
                    number % 3 == 1
                            ? "{\"error\":\"maintenance\",\"page\":\"https://status.acme.example/" + "x".repeat(200)
                                    + "\"}"
                            : "",
                    number % 3 == 2 ? "The endpoint did not answer within 15 seconds." : "");
        }
        EventConsumers consumers = server.component(EventConsumers.class);
        consumers.save(Optional.of(organization), "billing", new EventCursor(newest));
        consumers.save(Optional.of(organization), "data-warehouse.production", new EventCursor(0));
        consumers.save(Optional.empty(), "crm", new EventCursor(newest));
        return new WebhookTour(second.toString(), delivery);
    }

    private static UUID add(RunningServer server, OrganizationId organization, String description, List<String> types) {
        String url = "https://hooks.acme.example/v1/receive/8f2c1d?source=rollcall";
        WebhookRequest request = new WebhookRequest(
                url, types, Optional.of(organization), description, SignatureScheme.BOTH, false, false);
        return server.component(Webhooks.class)
                .create(request, Actor.system())
                .webhook()
                .id();
    }

    private static void change(String columns, UUID webhook) {
        StoredRows.change("UPDATE webhooks SET " + columns + " WHERE id = UNHEX(?)", hex(webhook));
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** Adds the pages by names for people. */
    void addTo(Map<String, String> pages, String base) {
        pages.put("webhooks", base + "/webhooks");
        pages.put("webhooks-operators", "/console/webhooks");
        pages.put("webhook-add", "/console/webhooks/add");
        pages.put("webhook", base + "/webhooks/" + webhook);
        pages.put("webhook-replay", base + "/webhooks/" + webhook + "/replay");
        pages.put("webhook-delivery", base + "/webhooks/" + webhook + "/deliveries/" + delivery);
    }
}
