package io.rollcall.reliability.events;

import io.rollcall.reliability.RollcallServer;
import io.rollcall.reliability.events.EventFeed.FeedEvent;
import io.rollcall.reliability.events.OutboxConnector.Message;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Run of Debezium's outbox router on the table {@code outbox} while users are written. The connector is stopped half way, and
 * continues after a pause.
 */
public final class OutboxRouting {
    private static final int CLIENTS = 8;
    private static final int USERS = 200;
    private static final int PAUSE_MILLIS = 40;
    private static final int SECONDS = 15;
    private static final long TIMEOUT_SECONDS = 90;
    private static final String REDACTED = "00000000-0000-7000-8000-000000000001";
    private static final String ROLLED_BACK = "00000000-0000-7000-8000-000000000002";

    private final Verdict verdict;
    private final LocalDatabase database;
    private final int port = RollcallServer.freePort();
    private final List<Message> messages = new ArrayList<>();

    private OutboxRouting(Verdict verdict, LocalDatabase database) {
        this.verdict = verdict;
        this.database = database;
    }

    /** @param arguments seconds before the connector is stopped, and after it; 15 by default */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING);
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
        Verdict.of("OutboxRouting", verdict -> {
            try (LocalDatabase database =
                    LocalDatabase.start("--server-id=1", "--log-bin=binlog", "--binlog-format=ROW")) {
                System.out.println("data in " + database.folder());
                new OutboxRouting(verdict, database).run(seconds);
            }
        });
    }

    private void run(int seconds) throws IOException, InterruptedException, SQLException {
        RollcallServer server = RollcallServer.start(database.folder(), port, database.environment())
                .awaitReady();
        OrganizationSecrets access = OrganizationSecrets.create(database.folder(), database.environment());
        createUser();
        WriteLog writes = new WriteLog();
        // The first part is without this option, so that the router gets the deletions, too.
        OutboxConnector connector = OutboxConnector.start(database.folder(), database.port(), "skipped.operations");
        String first = awaitFirst(connector);
        UserWriters writers = UserWriters.start(
                CLIENTS, USERS, access.token(), List.of(port), PAUSE_MILLIS, writes, System.nanoTime());
        command("token", "generate", OrganizationSecrets.ORGANIZATION, "--name", "Second");
        command("organization", "rename", OrganizationSecrets.ORGANIZATION, "okta-inc");
        writeByHand();
        TimeUnit.SECONDS.sleep(seconds);
        stop(connector);
        int before = messages.size();
        TimeUnit.SECONDS.sleep(seconds / 3);
        connector = OutboxConnector.start(database.folder(), database.port(), "");
        TimeUnit.SECONDS.sleep(seconds);
        writers.stop();
        try (Connection connection = database.connect("rollcall")) {
            new LogTable(connection).awaitEmptyOutbox();
        }
        List<FeedEvent> events = EventFeed.readAll(port, access.key()).stream()
                .dropWhile(event -> !event.id().equals(first))
                .toList();
        awaitAll(connector, events);
        stop(connector);
        server.stop();
        verdict.figure("messages before the pause", before);
        writes.describe(verdict);
        new EventCheck(writes.list(), events, verdict).run();
        new OutboxCheck(
                        events,
                        messages.stream()
                                .dropWhile(message -> !message.id().equals(first))
                                .toList(),
                        List.of(REDACTED),
                        verdict)
                .run();
    }

    /** Creates the user of docs/kafka.md. */
    private void createUser() throws SQLException {
        database.execute("CREATE USER debezium@'127.0.0.1' IDENTIFIED BY 'a long password'");
        database.execute("GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO debezium@'127.0.0.1'");
        database.execute("GRANT SELECT ON rollcall.outbox TO debezium@'127.0.0.1'");
    }

    private void command(String... arguments) throws IOException, InterruptedException {
        RollcallServer.run(database.folder(), database.environment(), arguments);
    }

    /** Makes events until one arrives: from then on each one must. @return its id */
    private String awaitFirst(OutboxConnector connector) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        for (int number = 1; connector.messages().isEmpty(); number++) {
            if (System.nanoTime() > end || !connector.failure().isEmpty()) {
                throw new IllegalStateException("no message arrives; " + connector.failure());
            }
            command("role", "add", OrganizationSecrets.ORGANIZATION, "role " + number);
            TimeUnit.SECONDS.sleep(1);
        }
        return connector.messages().get(0).id();
    }

    /** Writes an event that is redacted while it is in the outbox, and one that is never committed. */
    private void writeByHand() throws SQLException {
        try (Connection connection = database.connect("rollcall");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(insert(ROLLED_BACK));
            connection.rollback();
            statement.execute(insert(REDACTED));
            statement.execute("UPDATE outbox SET payload = '{\"redacted\":true}' WHERE id = '" + REDACTED + "'");
            connection.commit();
        }
    }

    private static String insert(String id) {
        return "INSERT INTO outbox SELECT MIN(id), '" + id
                + "', 'role', 'by hand', 0, 'role.updated', UTC_TIMESTAMP(3),"
                + " '', '{\"value\":\"by hand\"}' FROM organizations";
    }

    private void awaitAll(OutboxConnector connector, List<FeedEvent> events) throws InterruptedException {
        Set<String> missing = events.stream().map(FeedEvent::id).collect(Collectors.toCollection(HashSet::new));
        messages.forEach(message -> missing.remove(message.id()));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!missing.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
            connector.messages().forEach(message -> missing.remove(message.id()));
        }
    }

    private void stop(OutboxConnector connector) throws IOException {
        verdict.require(connector.failure().isEmpty(), "the connector does not fail", connector.failure());
        connector.close();
        messages.addAll(connector.messages());
    }
}
