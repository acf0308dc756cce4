package io.rollcall.server.admin.ssf;

import static io.rollcall.server.testing.WebhookReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Delivery of security event tokens to receivers that are pushed to (RFC 8935). */
class PushIT {
    private static final SettableClock CLOCK = new SettableClock();

    /** The longest first delay: five seconds and its jitter. */
    private static final Duration FIRST_DELAY = Duration.ofSeconds(7);

    private static OwnDatabase database;
    private static RunningServer server;

    private final WebhookReceiver receiver = new WebhookReceiver().answering(status(202));
    private final PushSetup setup = PushSetup.create(server, receiver);

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(PushSetup.SETTINGS, CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        setup.api().send("DELETE", "/stream?stream_id=" + setup.id(), "");
        receiver.close();
    }

    @Test
    void pushesATokenForEachChangeInTheOrderOfItsUser() {
        String user = setup.user("jane");
        setup.change(user, "Boss");
        setup.scim().delete("/Users/" + user);

        List<Message> messages = receiver.await(3);

        assertThat(setup.events(messages, user)).containsExactly("create:notice", "patch:notice", "delete");
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.path()).isEqualTo("/hook?key=1");
            assertThat(message.headers().get("content-type")).containsExactly("application/secevent+jwt");
            assertThat(message.headers().get("accept")).containsExactly("application/json");
            assertThat(message.headers().get("authorization")).containsExactly(PushSetup.AUTHORIZATION);
        });
        assertThat(setup.await(state -> state.has("last_success"))
                        .path("failures")
                        .asInt())
                .isZero();
        assertThat(receiver.messages()).hasSize(3);
    }

    @Test
    void takesA202AsTheReceiptOfAnOffboarding() {
        String user = setup.user("jane");
        CLOCK.advance(Duration.ofMillis(1));
        setup.scim().delete("/Users/" + user);
        receiver.await(2);

        long receipts = Eventually.get(
                () -> database.rows(setup.organization().id()).count("event_receipts"), count -> count == 1);
        assertThat(receipts).isEqualTo(1);
    }

    @Test
    void reportsATokenThatTheReceiverRefusesAndDoesNotPushItAgain() {
        AtomicInteger count = new AtomicInteger();
        receiver.answering((message, connection) -> (count.getAndIncrement() == 0
                        ? PushSetup.error("invalid_audience", "Not for us.")
                        : status(202))
                .send(message, connection));
        String user = setup.user("jane");
        setup.change(user, "Boss");

        List<Message> messages = receiver.await(2);
        JsonNode error = setup.awaitError();

        assertThat(error.path("err").asText()).isEqualTo("invalid_audience");
        assertThat(error.path("description").asText()).isEqualTo("Not for us.");
        assertThat(error.path("status").asInt()).isEqualTo(400);
        assertThat(error.path("jti").asText()).isEqualTo(setup.ids(messages).get(0));
        assertThat(setup.events(messages, user)).containsExactly("create:notice", "patch:notice");
        CLOCK.advance(FIRST_DELAY);
        String other = setup.user("other");
        receiver.await(3);
        assertThat(setup.events(receiver.messages(), user)).hasSize(2);
        assertThat(setup.events(receiver.messages(), other)).hasSize(1);
    }

    @Test
    void pushesATokenAgainAfterAFailureAndHoldsBackOnlyItsUser() {
        String jane = setup.user("jane");
        receiver.await(1);
        receiver.answering((message, connection) -> status(
                        setup.events(List.of(message), jane).isEmpty() ? 202 : 500)
                .send(message, connection));
        setup.change(jane, "a");
        setup.awaitError();
        setup.change(jane, "b");
        setup.scim().delete("/Users/" + jane);
        String joe = setup.user("joe");
        Eventually.get(() -> setup.events(receiver.messages(), joe), List::isEmpty);
        receiver.answering(status(202));
        CLOCK.advance(FIRST_DELAY);

        List<String> events =
                Eventually.get(() -> setup.events(receiver.messages(), jane), found -> found.get(found.size() - 1)
                        .equals("delete"));
        assertThat(events.subList(events.size() - 3, events.size()))
                .containsExactly("patch:notice", "patch:notice", "delete");
        assertThat(setup.await(state -> state.path("failures").asInt() == 0)
                        .path("failures")
                        .asInt())
                .isZero();
    }

    @Test
    void pushesAVerificationWithItsState() {
        Response requested =
                setup.api().send("POST", "/verify", "{'stream_id': '" + setup.id() + "', 'state': 'VGhpcyBp'}");
        assertThat(requested.status()).isEqualTo(204);

        JWTClaimsSet token = setup.verified(receiver.await(1).get(0));

        assertThat(PollingIT.uri(token)).isEqualTo("https://schemas.openid.net/secevent/ssf/event-type/verification");
        assertThat(PollingIT.payload(token)).isEqualTo(Map.of("state", "VGhpcyBp"));
        long waiting = Eventually.get(
                () -> database.rows(setup.organization().id()).count("event_stream_verifications"),
                count -> count == 0);
        assertThat(waiting).isZero();
        assertThat(receiver.messages()).hasSize(1);
    }

    @Test
    void pausesAStreamAfterFiveDaysOfFailuresAndContinuesWhenItIsEnabled() {
        receiver.answering(status(503));
        String user = setup.user("jane");
        setup.awaitError();
        setup.change(user, "Boss");
        CLOCK.advance(Duration.ofDays(5));

        JsonNode paused = Eventually.get(
                () -> setup.api()
                        .send("GET", "/status?stream_id=" + setup.id(), "")
                        .json(),
                status -> status.path("status").asText().equals("paused"));
        assertThat(paused.path("status").asText()).isEqualTo("paused");
        assertThat(paused.path("reason").asText()).contains("failed for 120 hours");
        receiver.answering(status(202));
        setup.status("enabled");

        List<String> events =
                Eventually.get(() -> setup.events(receiver.messages(), user), found -> found.get(found.size() - 1)
                        .equals("patch:notice"));
        assertThat(events).endsWith("create:notice", "patch:notice");
        assertThat(database.rows(setup.organization().id()).count("events", "type = 'event_stream.paused'"))
                .isEqualTo(1);
    }

    @Test
    void neverShowsTheHeaderAndKeepsItForTheSameUrlOnly() {
        assertThat(setup.stream().toString()).doesNotContain("correct-horse");
        assertThat(setup.configuration().at("/delivery/endpoint_url").asText()).isEqualTo(receiver.url());
        assertThat(setup.configuration().toString()).doesNotContain("correct-horse");
        String same = "'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': '" + receiver.url() + "'}";
        change("PUT", same + ", 'description': 'Changed'");
        setup.user("first");
        assertThat(receiver.await(1).get(0).headers().get("authorization")).containsExactly(PushSetup.AUTHORIZATION);

        try (WebhookReceiver other = new WebhookReceiver().answering(status(202))) {
            change("PATCH", same.replace(receiver.url(), other.url()));
            // Until the server notices, it pushes to the former URL.
            Eventually.get(() -> setup.user("user" + System.nanoTime()), user -> !other.messages()
                    .isEmpty());
            assertThat(other.await(1).get(0).headers()).doesNotContainKey("authorization");
        }
    }

    private void change(String method, String members) {
        Response changed = setup.api().send(method, "/stream", "{'stream_id': '" + setup.id() + "', " + members + "}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    @Test
    void refusesPollsUntilTheStreamIsPolled() {
        Response refused = setup.api().poll(setup.stream(), "{'returnImmediately': true}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/description")).contains("urn:ietf:rfc:8936");
        change("PATCH", "'delivery': {'method': 'urn:ietf:rfc:8936'}");
        // Until the server notices, it pushes tokens.
        Eventually.get(
                () -> setup.user("user" + System.nanoTime()),
                user -> !setup.api().waiting(setup.stream()).isEmpty());
        assertThat(setup.api().waiting(setup.stream())).isNotEmpty();
        assertThat(setup.configuration().has("delivery_status")).isFalse();
    }
}
