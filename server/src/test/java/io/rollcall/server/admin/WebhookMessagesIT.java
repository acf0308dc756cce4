package io.rollcall.server.admin;

import static io.rollcall.server.testing.WebhookReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Message;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages that a receiver gets, which the library of Standard Webhooks verifies. */
class WebhookMessagesIT {
    private static OwnDatabase database;
    private static RunningServer server;
    private static ApiDescription description;
    private static AdminClient operator;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final WebhookSetup setup = WebhookSetup.create(server, operator, receiver);

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(WebhookSetup.SETTINGS);
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

    private static void verify(String secret, Message message) {
        assertThatCode(() -> new Webhook(secret).verify(message.body(), message.headers()))
                .doesNotThrowAnyException();
    }

    @Test
    void areSignedPayloadsAndCloudEvents() {
        String user = setup.user("zoë");

        Message message = receiver.await(1).get(0);

        verify(setup.secret(), message);
        assertThat(message.path()).isEqualTo("/hook?key=1");
        assertThat(message.headers().get("content-type")).containsExactly("application/json");
        JsonNode json = message.json();
        assertThat(json.path("type").asText()).isEqualTo("user.created");
        assertThat(json.path("specversion").asText()).isEqualTo("1.0");
        assertThat(json.path("id").asText()).isEqualTo(message.id());
        assertThat(json.path("source").asText()).startsWith("https://");
        assertThat(json.path("subject").asText()).isEqualTo("user/" + user);
        assertThat(Instant.parse(json.path("time").asText()))
                .isEqualTo(json.path("timestamp").asText());
        assertThat(json.path("organization").asText())
                .isEqualTo(setup.organization().slug());
        assertThat(json.at("/data/userName").asText()).isEqualTo("zoë");
        json.properties().forEach(member -> {
            assertThat(member.getKey())
                    .as("name of an attribute of CloudEvents")
                    .matches("[a-z0-9]+");
            assertThat(member.getValue().isValueNode())
                    .isEqualTo(!member.getKey().equals("data"));
        });
    }

    @Test
    void areRecordedWithTheirResponses() {
        setup.user("jane");

        JsonNode delivery = setup.await("delivered", 1).get(0);

        assertThat(delivery.path("event").asText())
                .isEqualTo(receiver.messages().get(0).id());
        assertThat(delivery.path("responseStatus").asInt()).isEqualTo(200);
        assertThat(delivery.path("response").asText()).isEqualTo("ok");
        assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
        assertThat(setup.webhook().path("lastSuccess").asText()).isNotEmpty();
    }

    @Test
    void areReceiptsOfOffboardings() {
        String user = setup.user("jane");
        assertThat(setup.scim().delete("/Users/" + user).status()).isEqualTo(204);
        setup.await("delivered", 2);

        assertThat(database.rows(setup.organization().id())
                        .count("event_receipts", "kind = 2 AND receiver = '" + setup.id() + "'"))
                .isEqualTo(1);
    }

    @Test
    void areSignedByBothSecretsDuringARotation() {
        String rotated = operator.post(setup.path() + "/secret", "").text("/secret");
        assertThat(rotated).isNotEqualTo(setup.secret());

        List<Message> messages = Eventually.get(
                () -> {
                    operator.post(setup.path() + "/test", "");
                    return receiver.await(1);
                },
                found -> signatures(found.get(found.size() - 1)) == 2);

        Message last = messages.get(messages.size() - 1);
        verify(setup.secret(), last);
        verify(rotated, last);
        assertThat(Instant.parse(setup.webhook().path("previousSecretUntil").asText()))
                .isAfter(Instant.parse(last.json().path("time").asText()).plusSeconds(80_000));
    }

    private static int signatures(Message message) {
        return message.headers().get("webhook-signature").get(0).split(" ").length;
    }

    @Test
    void areOnlyOfSelectedTypesAndTheOrganization() {
        TestOrganization other = TestOrganization.create(server);
        other.client(server).post("/Users", "{\"userName\":\"theirs\"}");
        operator.post(
                "/organizations/" + setup.organization().slug() + "/roles",
                "{'value': 'auditor', 'displayName': 'Auditor', 'kind': 'personal'}");
        setup.user("mine");

        setup.await("delivered", 1);

        assertThat(receiver.messages())
                .extracting(message -> message.json().at("/data/userName").asText())
                .containsExactly("mine");
    }

    @Test
    void areOfAllOrganizationsForAnOperatorsWebhook() {
        try (WebhookReceiver all = new WebhookReceiver()) {
            String id =
                    operator.post("/webhooks", "{'url': '" + all.url() + "'}").id();
            setup.user("jane");
            List<Message> messages = Eventually.get(all::messages, found -> found.stream()
                    .anyMatch(message -> message.type().equals("user.created")));
            assertThat(messages).anySatisfy(message -> assertThat(
                            message.json().path("organization").asText())
                    .isEqualTo(setup.organization().slug()));
            operator.delete("/webhooks/" + id);
        }
    }

    @Test
    void areSentOverFewConnections() {
        for (int user = 0; user < 20; user++) {
            setup.user("user" + user);
        }

        assertThat(receiver.await(20)).hasSize(20);
        assertThat(receiver.connections()).isLessThan(15);
    }

    @Test
    void canBeTried() {
        Response accepted = operator.post(setup.path() + "/test", "");

        assertThat(accepted.status()).isEqualTo(202);
        Message message = receiver.await(1).get(0);
        verify(setup.secret(), message);
        assertThat(message.type()).isEqualTo("webhook.test");
        assertThat(message.user()).as("data.id").isEqualTo(setup.id());
        assertThat(setup.await("delivered", 1).get(0).path("id").asText()).isEqualTo(accepted.id());
    }

    @Test
    void sayWhyATestFailed() {
        receiver.answering(status(500));
        operator.post(setup.path() + "/test", "");

        JsonNode failed = setup.await("failed", 1).get(0);

        assertThat(failed.path("responseStatus").asInt()).isEqualTo(500);
        assertThat(failed.path("error").asText()).contains("status 500");
        assertThat(failed.path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void canBeSentAgain() {
        setup.user("jane");
        JsonNode delivery = setup.await("delivered", 1).get(0);

        Response accepted = operator.post(
                setup.path() + "/deliveries/" + delivery.path("id").asText() + "/resend", "");

        assertThat(accepted.status()).isEqualTo(202);
        List<Message> messages = receiver.await(2);
        assertThat(messages.get(1).id()).isEqualTo(messages.get(0).id());
        assertThat(messages.get(1).body()).isEqualTo(messages.get(0).body());
        assertThat(setup.await("delivered", 2)).hasSize(2);
    }

    @Test
    void areReplayedFromACursor() {
        String before = operator.get("/events?after=now").text("/next");
        String user = setup.user("jane");
        setup.change(user, "Boss");
        receiver.await(2);
        setup.await("delivered", 2);

        assertThat(operator.post(setup.path() + "/replay", "{'after': '" + before + "'}")
                        .status())
                .isEqualTo(200);

        assertThat(WebhookSetup.versions(receiver.await(4), user)).containsExactly(1, 2, 1, 2);
        setup.change(user, "Owner");
        assertThat(WebhookSetup.versions(receiver.await(5), user)).containsExactly(1, 2, 1, 2, 3);
    }

    @Test
    void areReplayedFromATime() {
        String user = setup.user("jane");
        Message first = receiver.await(1).get(0);
        setup.await("delivered", 1);

        operator.post(
                setup.path() + "/replay",
                "{'from': '" + first.json().path("time").asText() + "'}");

        assertThat(WebhookSetup.versions(receiver.await(2), user)).containsExactly(1, 1);
    }

    @Test
    void areListedInPages() {
        for (int user = 0; user < 5; user++) {
            setup.user("user" + user);
        }
        setup.await("delivered", 5);

        JsonNode first = operator.get(setup.path() + "/deliveries?limit=3").json();
        JsonNode second = operator.get(setup.path() + "/deliveries?limit=3&after="
                        + first.path("next").asText())
                .json();

        assertThat(first.path("items")).hasSize(3);
        assertThat(second.path("items")).hasSize(2);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void endWithTheWebhook() {
        setup.user("jane");
        receiver.await(1);
        WebhookSetup other = WebhookSetup.create(server, operator, receiver);
        operator.delete(other.path());
        other.user("late");
        setup.user("last");

        setup.await("delivered", 2);

        assertThat(receiver.messages())
                .extracting(message -> message.json().at("/data/userName").asText())
                .containsExactly("jane", "last");
    }
}
