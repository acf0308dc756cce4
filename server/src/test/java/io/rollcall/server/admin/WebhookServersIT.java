package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ServingProgram;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Message;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Webhooks of several servers on one database: they share the work, and one takes over from another. */
@Tag("long")
class WebhookServersIT {
    private static final String HOLDERS = """
            SELECT COUNT(DISTINCT s.holder)
            FROM webhooks w
            JOIN webhook_shards s
              ON s.shard = w.shard
            WHERE s.expires > UTC_TIMESTAMP(3)
            """;
    private static final int USERS = 30;

    private final OwnDatabase database = OwnDatabase.fresh();
    private final List<WebhookReceiver> receivers = new ArrayList<>();

    @AfterEach
    void close() {
        receivers.forEach(WebhookReceiver::close);
    }

    private List<WebhookSetup> webhooks(RunningServer server, int count) {
        AdminClient api = AdminClient.operator(server, ApiDescription.servedBy(server));
        List<WebhookSetup> setups = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            receivers.add(new WebhookReceiver());
            setups.add(WebhookSetup.create(server, api, receivers.get(number)));
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

    /** Creates users and changes each once. */
    private static List<String> change(WebhookSetup setup, String prefix) {
        List<String> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            users.add(setup.user(prefix + user));
        }
        users.forEach(user -> setup.change(user, "Boss"));
        return users;
    }

    private static void assertAllInOrder(List<Message> messages, List<String> users) {
        users.forEach(user -> assertThat(WebhookSetup.versions(messages, user))
                .as(user)
                .contains(1, 2)
                .isSorted());
    }

    @Test
    void shareTheWorkAndTakeOverFromOneThatStops() {
        try (RunningServer one = database.start(WebhookSetup.SETTINGS)) {
            List<WebhookSetup> setups = webhooks(one, 4);
            assertThat(Eventually.get(this::holders, count -> count == 1)).isEqualTo(1);
            List<List<String>> users = new ArrayList<>();
            try (RunningServer other = database.start(WebhookSetup.SETTINGS)) {
                assertThat(other.port()).isNotEqualTo(one.port());
                assertThat(Eventually.get(this::holders, count -> count == 2)).isEqualTo(2);
                setups.forEach(setup -> users.add(change(setup, "first")));
                for (int number = 0; number < setups.size(); number++) {
                    List<Message> messages = receivers.get(number).await(2 * USERS);
                    assertThat(messages).as("each event once").hasSize(2 * USERS);
                    assertAllInOrder(messages, users.get(number));
                }
                setups.forEach(setup -> users.add(change(setup, "second")));
            }
            for (int number = 0; number < setups.size(); number++) {
                List<String> second = users.get(setups.size() + number);
                WebhookReceiver receiver = receivers.get(number);
                List<Message> messages = Eventually.get(receiver::messages, found -> second.stream()
                        .allMatch(user -> WebhookSetup.versions(found, user).contains(2)));
                assertAllInOrder(messages, second);
            }
        }
    }

    @Test
    void loseNothingOfOneThatIsKilled() {
        WebhookSetup setup;
        try (RunningServer first = database.start(WebhookSetup.SETTINGS)) {
            setup = webhooks(first, 1).get(0);
        }
        WebhookReceiver receiver = receivers.get(0);
        try (ServingProgram dying = program(WebhookSetup.SETTINGS).serve()) {
            assertThat(Eventually.get(this::holders, count -> count == 1)).isEqualTo(1);
            try (RunningServer heir = database.start(WebhookSetup.SETTINGS)) {
                WebhookSetup there = setup.on(heir);
                List<String> before = change(there, "before");
                receiver.await(USERS / 2);
                dying.handle().destroyForcibly();
                List<String> after = change(there, "after");

                // The lease of the dead server takes ten seconds to expire.
                Eventually.get(receiver::messages, found -> isComplete(found, after));
                List<Message> messages = Eventually.get(receiver::messages, found -> isComplete(found, after));
                assertAllInOrder(messages, before);
                assertAllInOrder(messages, after);
            }
        }
    }

    private static boolean isComplete(List<Message> messages, List<String> users) {
        return users.stream()
                .allMatch(user -> WebhookSetup.versions(messages, user).contains(2));
    }

    private RollcallProgram program(Map<String, String> settings) {
        RollcallProgram program = new RollcallProgram(Map.of(
                "ROLLCALL_DATABASE_URL", database.config().url().orElseThrow(),
                "ROLLCALL_DATABASE_USER", database.config().user(),
                "ROLLCALL_DATABASE_PASSWORD", database.config().password(),
                "ROLLCALL_HTTP_PORT", Integer.toString(FreePort.next())));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            program = program.with(
                    "ROLLCALL_" + setting.getKey().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                    setting.getValue());
        }
        return program;
    }
}
