package io.rollcall.server.admin.ssf;

import static io.rollcall.server.testing.WebhookReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.WebhookReceiver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pushes of several servers on one database: they share the streams, and one takes over from another. */
@Tag("long")
class PushServersIT {
    private static final String HOLDERS = """
            SELECT COUNT(DISTINCT s.holder)
            FROM event_stream_pushes p
            JOIN webhook_shards s
              ON s.shard = p.shard
            WHERE s.expires > UTC_TIMESTAMP(3)
            """;
    private static final int USERS = 20;

    private final OwnDatabase database = OwnDatabase.fresh();
    private final List<WebhookReceiver> receivers = new ArrayList<>();

    @AfterEach
    void close() {
        receivers.forEach(WebhookReceiver::close);
    }

    private List<PushSetup> streams(RunningServer server, int count) {
        List<PushSetup> setups = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            receivers.add(new WebhookReceiver().answering(status(202)));
            setups.add(PushSetup.create(server, receivers.get(number)));
        }
        return setups;
    }

    private int holders() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HOLDERS)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<String> change(PushSetup setup, String prefix) {
        List<String> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            users.add(setup.user(prefix + user));
        }
        users.forEach(user -> setup.change(user, "Boss"));
        return users;
    }

    @Test
    void shareTheStreamsAndTakeOverFromOneThatStops() {
        try (RunningServer one = database.start(PushSetup.SETTINGS)) {
            List<PushSetup> setups = streams(one, 4);
            assertThat(Eventually.get(this::holders, count -> count == 1)).isEqualTo(1);
            List<List<String>> second = new ArrayList<>();
            try (RunningServer other = database.start(PushSetup.SETTINGS)) {
                assertThat(other.port()).isNotEqualTo(one.port());
                assertThat(Eventually.get(this::holders, count -> count == 2)).isEqualTo(2);
                for (int number = 0; number < setups.size(); number++) {
                    PushSetup setup = setups.get(number);
                    List<String> users = change(setup, "first");
                    var messages = receivers.get(number).await(2 * USERS);
                    assertThat(setup.ids(messages))
                            .as("each token once")
                            .hasSize(2 * USERS)
                            .doesNotHaveDuplicates();
                    users.forEach(user ->
                            assertThat(setup.events(messages, user)).containsExactly("create:notice", "patch:notice"));
                }
                setups.forEach(setup -> second.add(change(setup, "second")));
            }
            for (int number = 0; number < setups.size(); number++) {
                assertAllArriveInOrder(setups.get(number), receivers.get(number), second.get(number));
            }
        }
    }

    @Test
    void loseNothingInARestart() {
        PushSetup setup;
        List<String> users;
        try (RunningServer first = database.start(PushSetup.SETTINGS)) {
            setup = streams(first, 1).get(0);
            users = change(setup, "user");
            receivers.get(0).await(USERS / 2);
        }
        try (RunningServer next = database.start(PushSetup.SETTINGS)) {
            PushSetup there = new PushSetup(
                    Receiver.with(next, Receiver.newKey(next, Optional.empty())),
                    setup.organization(),
                    setup.organization().client(next),
                    setup.stream());
            assertAllArriveInOrder(there, receivers.get(0), users);
        }
    }

    private static void assertAllArriveInOrder(PushSetup setup, WebhookReceiver receiver, List<String> users) {
        for (String user : users) {
            List<String> events = Eventually.get(
                    () -> setup.events(receiver.messages(), user), found -> found.contains("patch:notice"));
            assertThat(events).as(user).contains("create:notice").endsWith("patch:notice");
            assertThat(events.indexOf("create:notice")).isLessThan(events.indexOf("patch:notice"));
        }
    }
}
