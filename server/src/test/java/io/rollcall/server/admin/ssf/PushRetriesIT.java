package io.rollcall.server.admin.ssf;

import static io.rollcall.server.testing.WebhookReceiver.status;
import static io.rollcall.server.testing.WebhookReceiver.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Reply;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** A receiver of pushes that fails, hangs, redirects or answers nonsense gets every token in the end, in order. */
@Tag("long")
class PushRetriesIT {
    /** More than five attempts at a time of ten users each: failures in progress together count as one. */
    private static final int USERS = 60;

    private static final SettableClock CLOCK = new SettableClock();
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(7);
    private static final String LEASES =
            "SELECT COUNT(*) FROM webhook_shards WHERE shard >= 32 AND expires > UTC_TIMESTAMP(3)";

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

    private static Reply hanging() {
        return (message, connection) -> {
            try {
                NEVER.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        };
    }

    static Stream<Arguments> failures() {
        Reply reset = (message, connection) -> {
            connection.setSoLinger(true, 0);
            connection.close();
        };
        return Stream.of(
                Arguments.of("500", status(500), "status 500"),
                Arguments.of("404", status(404), "status 404"),
                Arguments.of("200", status(200), "instead of 202"),
                Arguments.of("204", text("HTTP/1.1 204 No Content\r\n\r\n"), "instead of 202"),
                Arguments.of("302", status(302, "Location: /elsewhere"), "redirect"),
                Arguments.of("400 without JSON", status(400), "status 400"),
                Arguments.of(
                        "400 with other JSON",
                        text("HTTP/1.1 400 X\r\nContent-Length: 15\r\n\r\n{\"error\": \"bad\"}"),
                        "status 400"),
                Arguments.of(
                        "authentication_failed", PushSetup.error("authentication_failed", "Who is it?"), "Who is it?"),
                Arguments.of("access_denied", PushSetup.error("access_denied", "Not you."), "Not you."),
                Arguments.of("no HTTP", text("SSH-2.0-OpenSSH\r\n"), "not HTTP"),
                Arguments.of("reset", reset, ""),
                Arguments.of("hanging", hanging(), "within 2 seconds"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void pushesATokenAgainAfterAFailure(String name, Reply failure, String description) {
        receiver.answering(failure);
        String user = setup.user("jane");
        JsonNode error = setup.awaitError();
        assertThat(error.path("description").asText()).contains(description);
        setup.change(user, "Boss");
        receiver.answering(status(202));
        CLOCK.advance(FIRST_DELAY);

        List<String> events =
                Eventually.get(() -> setup.events(receiver.messages(), user), found -> found.get(found.size() - 1)
                        .equals("patch:notice"));
        assertThat(events).startsWith("create:notice", "create:notice").endsWith("create:notice", "patch:notice");
        assertThat(receiver.messages())
                .allSatisfy(message -> assertThat(message.path()).isEqualTo("/hook?key=1"));
    }

    @Test
    void givesUpATokenThatOnlyFailsItself() {
        String jane = setup.user("jane");
        receiver.await(1);
        receiver.answering((message, connection) -> status(
                        setup.events(List.of(message), jane).contains("patch:notice") ? 422 : 202)
                .send(message, connection));
        setup.change(jane, "refused");
        setup.awaitError();
        setup.scim().delete("/Users/" + jane);

        List<String> events = setup.events(receiver.messages(), jane);
        for (int hours = 0; hours < 100 && !events.contains("delete"); hours += 5) {
            CLOCK.advance(Duration.ofHours(5));
            String other = setup.user("other" + hours);
            Eventually.get(() -> setup.events(receiver.messages(), other), found -> !found.isEmpty());
            setup.await(state -> state.path("failures").asInt() == 0);
            events = setup.events(receiver.messages(), jane);
        }

        assertThat(Eventually.get(() -> setup.events(receiver.messages(), jane), found -> found.contains("delete")))
                .endsWith("patch:notice", "delete");
    }

    @Test
    void slowsDownForAFailingReceiverAndCatchesUpInOrder() {
        receiver.answering(status(500));
        List<String> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            users.add(setup.user("user" + user));
        }
        users.forEach(user -> setup.change(user, "Boss"));

        setup.await(state -> state.path("failures").asInt() >= 5);
        assertThat(receiver.messages()).hasSizeLessThan(USERS);
        receiver.answering(status(202));
        CLOCK.advance(Duration.ofMinutes(6));

        for (String user : users) {
            assertThat(Eventually.get(
                            () -> setup.events(receiver.messages(), user), found -> found.contains("patch:notice")))
                    .endsWith("create:notice", "patch:notice");
        }
        assertThat(setup.await(state -> state.path("failures").asInt() == 0)
                        .path("failures")
                        .asInt())
                .isZero();
    }

    @Test
    void doesNotLetAHangingReceiverSlowOthers() {
        receiver.answering(hanging());
        for (int user = 0; user < 20; user++) {
            setup.user("user" + user);
        }
        receiver.await(1);
        try (WebhookReceiver quick = new WebhookReceiver().answering(status(202))) {
            PushSetup other = PushSetup.create(server, quick);
            for (int user = 0; user < 20; user++) {
                other.user("user" + user);
            }

            assertThat(quick.await(20)).hasSize(20);
            other.api().send("DELETE", "/stream?stream_id=" + other.id(), "");
        }
    }

    @Test
    void holdsTheTokensOfAPausedStreamAndDropsThoseOfADisabledOne() {
        setup.user("before");
        receiver.await(1);
        setup.status("paused");
        assertThat(Eventually.get(PushRetriesIT::leases, count -> count == 0)).isZero();
        String held = setup.user("held");
        setup.status("enabled");
        assertThat(setup.events(receiver.await(2), held)).hasSize(1);
        setup.status("disabled");
        assertThat(Eventually.get(PushRetriesIT::leases, count -> count == 0)).isZero();
        setup.user("dropped");
        JsonNode polled = setup.api().create("{}");
        String seen = setup.user("seen");
        setup.api().take(polled, 1);
        setup.status("enabled");
        String after = setup.user("after");

        assertThat(setup.events(receiver.await(3), after)).hasSize(1);
        assertThat(setup.events(receiver.messages(), seen)).isEmpty();
        assertThat(receiver.messages()).hasSize(3);
    }

    private static int leases() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LEASES)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
