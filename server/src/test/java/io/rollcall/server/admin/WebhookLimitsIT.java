package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.WebhookReceiver;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that write much are bounded, and so are the deliveries that are kept, however many replays and tests there are. */
class WebhookLimitsIT {
    private static OwnDatabase database;
    private static RunningServer server;
    private static ApiDescription description;
    private static AdminClient operator;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final WebhookSetup setup = WebhookSetup.create(server, operator, receiver);

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(Map.of(
                "events.webhooks.allow-private", "true",
                "events.webhooks.max-replays-per-hour", "2",
                "events.webhooks.max-requested", "2",
                "events.webhooks.threads", "8",
                "events.webhooks.max-deliveries", "3"));
        description = ApiDescription.servedBy(server);
        operator = AdminClient.operator(server, description);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        operator.delete(setup.path());
        receiver.close();
    }

    private Response replay(String path) {
        String cursor = operator.get("/events?after=now").text("/next");
        return operator.post(path + "/replay", "{'after': '" + cursor + "'}");
    }

    private static void assertTooMany(Response answer, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.text("/detail")).contains(words);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @Test
    void refusesAFourthReplayWithinAMinuteButSkips() {
        String ofAll = "/webhooks/"
                + operator.post("/webhooks", "{'url': '%s'}".formatted(receiver.url()))
                        .id();
        for (int replay = 0; replay < 3; replay++) {
            assertThat(replay(ofAll).status()).isEqualTo(200);
        }

        assertTooMany(replay(ofAll), "3 times within minutes");
        assertThat(operator.post(ofAll + "/replay", "{'after': 'now'}").status())
                .isEqualTo(200);
        operator.delete(ofAll);
    }

    @Test
    void boundsTheReplaysOfAllWebhooksOfAnOrganization() {
        for (int webhook = 0; webhook < 3; webhook++) {
            String path = "/webhooks/"
                    + operator.post(
                                    "/webhooks",
                                    "{'url': '%s', 'organization': '%s'}"
                                            .formatted(
                                                    receiver.url(),
                                                    setup.organization().slug()))
                            .id();
            Response answer = replay(path);
            if (webhook < 2) {
                assertThat(answer.status()).isEqualTo(200);
            } else {
                assertTooMany(answer, "max-replays-per-hour");
            }
            operator.delete(path);
        }
    }

    @Test
    void boundsTestsAndRepeatedDeliveriesThatWait() {
        setup.user("jane");
        String delivered = setup.await("delivered", 1).get(0).path("id").asText();
        CountDownLatch answered = new CountDownLatch(1);
        receiver.answering((message, connection) -> await(answered));
        assertThat(operator.post(setup.path() + "/test", "").status()).isEqualTo(202);
        String resend = setup.path() + "/deliveries/" + delivered + "/resend";
        assertThat(operator.post(resend, "").status()).isEqualTo(202);

        assertTooMany(operator.post(setup.path() + "/test", ""), "max-requested");
        assertTooMany(operator.post(resend, ""), "max-requested");
        answered.countDown();
    }

    @Test
    void leavesThreadsToOthersHoweverManyWebhooksOfAnOrganizationHang() {
        CountDownLatch answered = new CountDownLatch(1);
        try (WebhookReceiver hanging = new WebhookReceiver()) {
            hanging.answering((message, connection) -> await(answered));
            WebhookSetup slow = WebhookSetup.create(server, operator, hanging);
            for (int webhook = 0; webhook < 4; webhook++) {
                operator.post(
                        "/webhooks",
                        "{'url': '%s', 'organization': '%s'}"
                                .formatted(hanging.url(), slow.organization().slug()));
            }
            for (int user = 0; user < 20; user++) {
                slow.user("slow" + user);
            }
            hanging.await(4);

            setup.user("jane");
            assertThat(setup.await("delivered", 1)).hasSize(1);
            assertThat(hanging.messages()).hasSize(4);
            operator.delete("/organizations/" + slow.organization().slug() + "?confirm="
                    + slow.organization().slug());
            answered.countDown();
        }
    }

    private static void await(CountDownLatch answered) {
        try {
            answered.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void keepsTheNewestDeliveriesOnly() {
        for (int user = 0; user < 5; user++) {
            setup.user("user" + user);
        }
        receiver.await(5);
        Eventually.get(setup::webhook, webhook -> webhook.path("lagEvents").asInt() == 0);

        server.component(Deliveries.class).trim();

        assertThat(setup.deliveries("?status=delivered")).hasSize(3);
    }

    @Test
    void deletesTheDeliveriesOfADeletedWebhook() {
        setup.user("jane");
        setup.await("delivered", 1);
        operator.delete(setup.path());

        server.component(Deliveries.class).trim();

        assertThat(database.rows(setup.organization().id()).count("webhook_deliveries"))
                .isZero();
    }
}
