package io.rollcall.server.admin;

import static io.rollcall.server.testing.WebhookReceiver.status;
import static io.rollcall.server.testing.WebhookReceiver.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Message;
import io.rollcall.server.testing.WebhookReceiver.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A receiver that fails, hangs, redirects, is late, misstates lengths and closes early gets every event in the end, in order. */
@Tag("long")
class WebhookRetriesIT {
    private static final SettableClock CLOCK = new SettableClock();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /** The longest first delay: five seconds and its jitter. */
    private static final Duration FIRST_DELAY = Duration.ofSeconds(7);

    private static RunningServer server;
    private static AdminClient operator;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final WebhookSetup setup = WebhookSetup.create(server, operator, receiver);

    @BeforeAll
    static void start() {
        server = OwnDatabase.fresh().start(WebhookSetup.SETTINGS, CLOCK);
        operator = AdminClient.operator(server, ApiDescription.servedBy(server));
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

    private static Reply hanging(String beginning) {
        return (message, connection) -> {
            text(beginning).send(message, connection);
            try {
                NEVER.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        };
    }

    static Stream<Arguments> failures() {
        String elsewhere = "Location: /elsewhere";
        Reply early = (message, connection) -> connection.close();
        Reply reset = (message, connection) -> {
            connection.setSoLinger(true, 0);
            connection.close();
        };
        Reply half = (message, connection) -> {
            text("HTTP/1.1 200 OK\r\nContent-").send(message, connection);
            connection.close();
        };
        return Stream.of(
                Arguments.of("500", status(500), "status 500"),
                Arguments.of("400", status(400), "status 400"),
                Arguments.of("404", status(404), "status 404"),
                Arguments.of("301", status(301, elsewhere), "redirect"),
                Arguments.of("307", status(307, elsewhere), "redirect"),
                Arguments.of("no HTTP", text("SSH-2.0-OpenSSH\r\n"), "not HTTP"),
                Arguments.of("HTTP/2", text("HTTP/2 200\r\n\r\n"), "not HTTP"),
                Arguments.of("a long head", text("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000)), "longer than"),
                Arguments.of("closed early", early, "closed"),
                Arguments.of("reset", reset, ""),
                Arguments.of("half a head", half, "closed"),
                Arguments.of("hanging", hanging(""), "within 2 seconds"),
                Arguments.of("late", hanging("HTTP/1.1 100 Continue\r\n\r\n"), "within 2 seconds"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void triesAgainAfterAFailure(String name, Reply failure, String error) {
        receiver.answering(failure);
        String user = setup.user("jane");

        JsonNode pending = Eventually.get(
                        () -> setup.deliveries("?status=pending"),
                        found -> !found.isEmpty()
                                && found.get(0).path("attempts").asInt() > 0)
                .get(0);
        assertThat(pending.path("error").asText()).contains(error);
        receiver.answering(status(200));
        CLOCK.advance(FIRST_DELAY);

        assertThat(setup.await("delivered", 1)).hasSize(1);
        List<Message> messages = receiver.messages();
        assertThat(messages).allSatisfy(message -> assertThat(message.path()).isEqualTo("/hook?key=1"));
        assertThat(messages)
                .extracting(Message::id)
                .containsOnly(messages.get(0).id());
        assertThat(messages).extracting(Message::user).containsOnly(user);
        assertThat(messages.get(messages.size() - 1).headers().get("webhook-timestamp"))
                .containsExactly(Long.toString(CLOCK.instant().getEpochSecond()));
    }

    static Stream<Arguments> successes() {
        Reply endless = (message, connection) -> {
            text("HTTP/1.1 200 OK\r\n\r\n").send(message, connection);
            flood(connection);
        };
        Reply chunks = (message, connection) -> {
            text("HTTP/1.1 202 OK\r\nTransfer-Encoding: chunked\r\n\r\n").send(message, connection);
            flood(connection);
        };
        Reply shorter = (message, connection) -> {
            text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort").send(message, connection);
            connection.close();
        };
        return Stream.of(
                Arguments.of("no body", text("HTTP/1.1 204 No Content\r\n\r\n")),
                Arguments.of("no content", status(299)),
                Arguments.of("longer than it is, closed", shorter),
                Arguments.of("longer than it is, open", hanging("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")),
                Arguments.of("shorter than it is", text("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nlonger")),
                Arguments.of("negative", text("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx")),
                Arguments.of("no number", text("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nx")),
                Arguments.of("endless", endless),
                Arguments.of("wrong chunks", chunks));
    }

    private static void flood(Socket connection) throws IOException {
        byte[] block = "x".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
        for (int blocks = 0; blocks < 10_000; blocks++) {
            connection.getOutputStream().write(block);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("successes")
    void decidesByTheStatusWhateverTheBody(String name, Reply success) {
        receiver.answering(success);
        setup.user("jane");
        setup.user("john");

        List<JsonNode> delivered = setup.await("delivered", 2);

        assertThat(delivered).hasSize(2).allSatisfy(delivery -> assertThat(
                        delivery.path("response").asText().length())
                .isLessThanOrEqualTo(1_000));
        assertThat(receiver.messages()).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void holdsBackOnlyLaterEventsOfTheSameUser() {
        List<String> failing = new CopyOnWriteArrayList<>();
        receiver.answering((message, connection) ->
                status(failing.contains(message.user()) ? 500 : 200).send(message, connection));
        failing.add(setup.user("jane"));
        String jane = failing.get(0);
        // The first message may have arrived before its user was known here; then the next one fails.
        setup.change(jane, "a");
        setup.change(jane, "b");
        String john = setup.user("john");
        setup.change(john, "a");
        setup.change(john, "b");

        Eventually.get(
                () -> WebhookSetup.versions(receiver.messages(), john), versions -> versions.equals(List.of(1, 2, 3)));
        assertThat(WebhookSetup.versions(receiver.messages(), john)).containsExactly(1, 2, 3);
        List<JsonNode> held = setup.await("pending", 2);
        assertThat(held).filteredOn(delivery -> delivery.has("nextAttempt")).hasSize(1);
        failing.clear();
        CLOCK.advance(FIRST_DELAY);

        List<Integer> versions = Eventually.get(
                () -> WebhookSetup.versions(receiver.messages(), jane), found -> found.get(found.size() - 1) == 3);
        assertThat(versions).isSorted().endsWith(2, 3).contains(1);
        assertThat(setup.await("delivered", 6)).hasSize(6);
    }

    @Test
    void sendsWhatFailedWithTheFirstSuccessAfterAnOutage() {
        receiver.answering(status(500));
        String jane = setup.user("jane");
        setup.await("pending", 1);
        assertThat(setup.webhook().path("lagEvents").asInt()).isEqualTo(1);
        CLOCK.advance(FIRST_DELAY);
        Eventually.get(
                () -> setup.deliveries("?status=pending"),
                found -> found.get(0).path("attempts").asInt() == 2);
        receiver.answering(status(200));

        String john = setup.user("john");

        assertThat(setup.await("delivered", 2)).hasSize(2);
        assertThat(receiver.messages()).extracting(Message::user).contains(jane, john);
        assertThat(Eventually.get(
                                setup::webhook,
                                webhook -> webhook.path("lagEvents").asInt() == 0)
                        .path("lagEvents")
                        .asInt())
                .isZero();
    }

    @Test
    void givesUpAnEventThatOnlyFailsItself() {
        receiver.answering((message, connection) ->
                status(message.version() == 2 ? 422 : 200).send(message, connection));
        String jane = setup.user("jane");
        setup.change(jane, "refused");
        setup.change(jane, "held");
        setup.await("pending", 2);

        for (int hours = 0; hours < 100 && setup.deliveries("?status=failed").isEmpty(); hours += 5) {
            int attempts = receiver.messages().size();
            CLOCK.advance(Duration.ofHours(5));
            setup.user("other" + hours);
            receiver.await(attempts + 1);
            setup.await("delivered", 2 + hours / 5);
        }

        assertThat(setup.await("failed", 1)).hasSize(1);
        Eventually.get(
                () -> WebhookSetup.versions(receiver.messages(), jane),
                versions -> versions.get(versions.size() - 1) == 3);
        assertThat(WebhookSetup.versions(receiver.messages(), jane)).isSorted().endsWith(2, 3);
        assertThat(Eventually.get(() -> setup.deliveries("?status=pending"), List::isEmpty))
                .isEmpty();
    }

    @Test
    void waitsAsLongAsAReceiverAsksButNotForever() {
        receiver.answering(status(503, "Retry-After: 120"));
        setup.user("jane");
        Instant now = CLOCK.instant();

        assertThat(Instant.parse(attempted(1).path("nextAttempt").asText())).isEqualTo(now.plusSeconds(120));

        receiver.answering(status(429, "Retry-After: 999999999"));
        CLOCK.advance(Duration.ofSeconds(120));
        assertThat(Instant.parse(attempted(2).path("nextAttempt").asText()))
                .isEqualTo(CLOCK.instant().plus(Duration.ofHours(1)));
    }

    private JsonNode attempted(int attempts) {
        return Eventually.get(
                        () -> setup.deliveries("?status=pending"),
                        found -> !found.isEmpty()
                                && found.get(0).path("attempts").asInt() >= attempts)
                .get(0);
    }

    @Test
    void disablesAnEndpointThatIsGoneAndLosesNothing() {
        String cursor = operator.get("/events?after=now").text("/next");
        receiver.answering(status(410));
        String user = setup.user("jane");

        assertThat(state("gone")).isEqualTo("gone");

        setup.change(user, "Boss");
        List<String> types = Eventually.get(
                () -> operator.get("/events?after=" + cursor).json().findValuesAsText("type"),
                found -> found.contains("webhook.disabled"));
        assertThat(types).contains("webhook.disabled");
        receiver.answering(status(200));
        int before = receiver.messages().size();
        operator.patch(setup.path(), "{'enabled': true}");
        receiver.await(before + 2);
        assertThat(WebhookSetup.versions(receiver.messages(), user)).containsExactly(1, 1, 2);
    }

    private String state(String wanted) {
        return Eventually.get(() -> setup.webhook().path("state").asText(), wanted::equals);
    }

    @Test
    void slowsDownForAFailingEndpointAndCatchesUpInOrder() {
        receiver.answering(status(500));
        List<String> users = new ArrayList<>();
        for (int user = 0; user < 40; user++) {
            users.add(setup.user("user" + user));
        }
        users.forEach(user -> setup.change(user, "Boss"));

        Eventually.get(setup::webhook, webhook -> webhook.path("failures").asInt() >= 5);
        int messages = receiver.messages().size();
        assertThat(messages).isLessThan(40);
        assertThat(setup.webhook().path("failingSince").asText()).isNotEmpty();
        receiver.answering(status(200));
        CLOCK.advance(Duration.ofMinutes(6));

        assertThat(setup.await("delivered", 80)).hasSize(80);
        users.forEach(user -> assertThat(WebhookSetup.versions(receiver.messages(), user))
                .isSorted()
                .contains(1)
                .endsWith(2));
        assertThat(setup.webhook().path("failures").asInt()).isZero();
    }

    @Test
    void skipsWhatWasNotDelivered() {
        receiver.answering(status(500));
        setup.user("skipped");
        attempted(1);
        operator.patch(setup.path(), "{'enabled': false}");
        setup.user("waits");
        Eventually.get(
                () -> operator.get("/events?types=user.*&organization="
                                + setup.organization().slug())
                        .json()
                        .path("events"),
                events -> events.size() == 2);

        assertThat(operator.post(setup.path() + "/replay", "{'after': 'now'}").status())
                .isEqualTo(200);

        // Only now: until the server notices that the webhook is disabled, it may send events.
        receiver.answering(status(200));
        operator.patch(setup.path(), "{'enabled': true}");
        String next = setup.user("next");
        assertThat(setup.await("delivered", 1))
                .extracting(delivery -> delivery.path("subject").asText())
                .containsExactly("user/" + next);
        assertThat(setup.deliveries("?status=pending")).isEmpty();
    }

    @Test
    void disablesAnEndpointAfterFiveDaysAndResumesWithoutLoss() {
        receiver.answering(status(500));
        String jane = setup.user("jane");
        receiver.await(1);
        for (int days = 0; days < 8 && setup.webhook().path("enabled").asBoolean(); days++) {
            int before = receiver.messages().size();
            CLOCK.advance(Duration.ofHours(29));
            receiver.await(before + 1);
            Eventually.get(
                    () -> setup.deliveries("?status=pending"),
                    found -> found.get(0).path("attempts").asInt() > before);
        }
        assertThat(state("failed")).isEqualTo("failed");
        setup.change(jane, "Boss");
        setup.user("john");
        receiver.answering(status(200));

        operator.patch(setup.path(), "{'enabled': true}");

        assertThat(setup.await("delivered", 3)).hasSize(3);
        assertThat(WebhookSetup.versions(receiver.messages(), jane)).isSorted().endsWith(1, 2);
    }
}
