package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Ed25519;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Message;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages that are signed by Ed25519 keys, as Standard Webhooks describes it. */
class WebhookKeysIT {
    private static RunningServer server;
    private static AdminClient operator;

    private final WebhookReceiver receiver = new WebhookReceiver();

    @BeforeAll
    static void start() {
        server = OwnDatabase.fresh().start(WebhookSetup.SETTINGS);
        operator = AdminClient.operator(server, ApiDescription.servedBy(server));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private Response create(String signature) {
        Response created = operator.post(
                "/webhooks",
                "{'url': '%s', 'types': ['token.*'], 'signature': '%s'}".formatted(receiver.url(), signature));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }

    /** Sends tests until one has that many signatures, and returns it. */
    private Message test(String id, int signatures) {
        List<Message> messages = Eventually.get(
                () -> {
                    int before = receiver.messages().size();
                    operator.post("/webhooks/" + id + "/test", "");
                    return receiver.await(before + 1);
                },
                found -> signatures(found.get(found.size() - 1)).size() == signatures);
        return messages.get(messages.size() - 1);
    }

    private static List<String> signatures(Message message) {
        return List.of(message.headers().get("webhook-signature").get(0).split(" "));
    }

    private static boolean isSignedBy(String publicKey, Message message) {
        assertThat(publicKey).startsWith("whpk_");
        byte[] key = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
        String signed =
                message.id() + "." + message.headers().get("webhook-timestamp").get(0) + "." + message.body();
        return signatures(message).stream()
                .filter(signature -> signature.startsWith("v1a,"))
                .anyMatch(signature -> Ed25519.verifies(key, signed, signature.substring("v1a,".length())));
    }

    @Test
    void signsByAKeyPairAlone() {
        Response created = create("v1a");
        assertThat(created.json().has("secret")).isFalse();

        Message message = test(created.id(), 1);

        assertThat(isSignedBy(created.text("/publicKey"), message)).isTrue();
        JsonNode webhook = operator.get("/webhooks/" + created.id()).json();
        assertThat(webhook.path("signature").asText()).isEqualTo("v1a");
        assertThat(webhook.path("publicKey").asText()).isEqualTo(created.text("/publicKey"));
    }

    @Test
    void signsByBoth() {
        Response created = create("both");

        Message message = test(created.id(), 2);

        assertThat(isSignedBy(created.text("/publicKey"), message)).isTrue();
        assertThatCode(() -> new Webhook(created.text("/secret")).verify(message.body(), message.headers()))
                .doesNotThrowAnyException();
    }

    @Test
    void signsByTheFormerKeysTooAfterARotationToAnotherScheme() {
        Response created = create("v1a");
        String id = created.id();

        Response rotated = operator.post("/webhooks/" + id + "/secret", "{'signature': 'both'}");

        assertThat(rotated.status()).isEqualTo(201);
        Message message = test(id, 3);
        assertThat(Stream.of(created, rotated).map(keys -> keys.text("/publicKey")))
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(isSignedBy(key, message)).isTrue());
        assertThatCode(() -> new Webhook(rotated.text("/secret")).verify(message.body(), message.headers()))
                .doesNotThrowAnyException();
        JsonNode webhook = operator.get("/webhooks/" + id).json();
        assertThat(webhook.path("signature").asText()).isEqualTo("both");
        assertThat(webhook.path("publicKey").asText()).isEqualTo(rotated.text("/publicKey"));
        assertThat(webhook.path("previousPublicKey").asText()).isEqualTo(created.text("/publicKey"));
        assertThat(webhook.has("previousSecretUntil")).isTrue();
    }

    @Test
    void keepsTheSchemeInARotationWithoutABody() {
        String id = create("v1a").id();

        Response rotated = operator.post("/webhooks/" + id + "/secret", "");

        assertThat(rotated.json().has("secret")).isFalse();
        assertThat(rotated.text("/publicKey")).startsWith("whpk_");
    }

    @Test
    void refusesAnUnknownScheme() {
        Response refused = operator.post("/webhooks", "{'url': '%s', 'signature': 'v2'}".formatted(receiver.url()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/detail")).contains("signature is 'v2'", "v1, v1a, both");
    }
}
