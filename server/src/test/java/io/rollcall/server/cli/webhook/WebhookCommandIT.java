package io.rollcall.server.cli.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Webhooks from a terminal, beside a running server. */
class WebhookCommandIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static RunningServer server;

    private final TestCommands rollcall = new TestCommands(server);
    private final TestOrganization organization = TestOrganization.create(server);
    private final WebhookReceiver receiver = new WebhookReceiver();

    @BeforeAll
    static void start() {
        server = OwnDatabase.fresh().start(Map.of("events.webhooks.allow-private", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private JsonNode add() {
        Ended added = rollcall.run(
                "webhook",
                "add",
                receiver.url(),
                "--organization",
                organization.slug(),
                "--types",
                "user.created,user.deleted",
                "--json");
        assertThat(added.code()).as(added.err()).isZero();
        return json(added.out());
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(line, malformed);
        }
    }

    private static String id(JsonNode webhook) {
        return webhook.path("id").asText();
    }

    @Test
    void addsListsAndRemoves() {
        JsonNode added = add();
        assertThat(added.path("secret").asText()).startsWith("whsec_");

        Ended listed = rollcall.run("webhook", "list", "--organization", organization.slug());
        assertThat(listed.out())
                .contains(id(added), receiver.url(), organization.slug(), "user.created,user.deleted", "enabled")
                .doesNotContain("whsec_");
        JsonNode line = json(rollcall.run("webhook", "list", "--organization", organization.slug(), "--json")
                .out());
        assertThat(line.path("types")).hasToString("[\"user.created\",\"user.deleted\"]");

        assertThat(rollcall.run("webhook", "remove", id(added)).code()).isZero();
        assertThat(rollcall.run("webhook", "list", "--organization", organization.slug())
                        .out())
                .contains("There are no webhooks yet");
        assertThat(rollcall.run("webhook", "remove", id(added)).code()).isEqualTo(1);
    }

    @Test
    void sendsATestAndPrintsTheAnswer() {
        String id = id(add());

        Ended tested = rollcall.run("webhook", "test", id);

        assertThat(tested.out()).contains("The endpoint answered 200 after ");
        assertThat(receiver.messages()).extracting(Message::type).containsExactly("webhook.test");
        receiver.answering(WebhookReceiver.status(500));
        Ended failed = rollcall.run("webhook", "test", id);
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("The test failed: The response has status 500.");
    }

    @Test
    void replaysAndRotates() {
        String id = id(add());
        organization.client(server).post("/Users", "{\"userName\":\"jane\"}");
        receiver.await(1);

        assertThat(rollcall.run("webhook", "replay", id, "--from", "1h").code()).isZero();

        List<Message> messages = receiver.await(2);
        assertThat(messages.get(1).id()).isEqualTo(messages.get(0).id());
        Ended rotated = rollcall.run("webhook", "rotate", id);
        assertThat(rotated.out()).contains("whsec_", "The old one signs, too, for 24 hours.");
        assertThat(rollcall.run("webhook", "replay", id).code()).isEqualTo(2);
        assertThat(rollcall.run("webhook", "replay", id, "--from", "1h", "--after", "now")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(rollcall.run("webhook", "add", "https://user:secret@example.com/")
                        .err())
                .contains("must not contain a user or password");
        assertThat(rollcall.run("webhook", "add", receiver.url(), "--types", "user.made")
                        .err())
                .contains("'user.made' is no event type");
        assertThat(rollcall.run("webhook", "add", receiver.url(), "--signature", "v2")
                        .err())
                .contains("--signature is 'v2'", "v1, v1a, both");
        assertThat(rollcall.run("webhook", "test", "1").code()).isEqualTo(2);
    }

    @Test
    void addsAWebhookWithAKeyPairAndDocuments() {
        Ended added = rollcall.run("webhook", "add", receiver.url(), "--signature", "v1a", "--document", "--json");

        assertThat(added.code()).as(added.err()).isZero();
        assertThat(json(added.out()).path("publicKey").asText()).startsWith("whpk_");
        assertThat(json(added.out()).has("secret")).isFalse();
        assertThat(rollcall.run("webhook", "list", "--json").out())
                .contains(json(added.out()).path("id").asText(), "\"signature\":\"v1a\"", "\"document\":true");
    }
}
