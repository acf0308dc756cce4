package io.rollcall.reliability.events;

import io.rollcall.reliability.RollcallServer;
import io.rollcall.reliability.events.EventFeed.FeedEvent;
import io.rollcall.reliability.events.EventReceiver.Arrival;
import io.rollcall.reliability.events.EventReceiver.Mood;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Run that repeatedly kills the server while users are written and a webhook is delivered to. Its database goes on, so nothing
 * but the server is interrupted. A killed server keeps the lease of its webhooks for ten seconds, and the next kill waits until
 * deliveries have begun again.
 */
public final class EventKills {
    private static final int CLIENTS = 8;
    private static final int USERS = 200;
    private static final int PAUSE_MILLIS = 80;
    private static final int MIN_MILLIS = 50;
    private static final int MAX_MILLIS = 800;
    private static final int MAX_IDLE_SECONDS = 5;
    private static final int DOWN_EVERY = 10;
    private static final long TIMEOUT_SECONDS = 120;

    private final Verdict verdict;
    private final LocalDatabase database;
    private final EventReceiver receiver;
    private final int port = RollcallServer.freePort();
    private final Random random;
    private int busyKills;
    private double slowestStart;

    private EventKills(Verdict verdict, LocalDatabase database, EventReceiver receiver, long seed) {
        this.verdict = verdict;
        this.database = database;
        this.receiver = receiver;
        this.random = new Random(seed);
    }

    /** @param arguments number of kills, and the seed of the random times */
    public static void main(String[] arguments) {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Verdict.of("EventKills", verdict -> {
            try (LocalDatabase database = LocalDatabase.start();
                    EventReceiver receiver = EventReceiver.start()) {
                System.out.println("seed " + seed + ", data in " + database.folder());
                new EventKills(verdict, database, receiver, seed).run(kills, seed);
            }
        });
    }

    private void run(int kills, long seed) throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        RollcallServer server = start();
        OrganizationSecrets access = OrganizationSecrets.create(database.folder(), database.environment());
        receiver.verifyWith(OrganizationSecrets.secret(
                database.folder(),
                database.environment(),
                "webhook",
                "add",
                receiver.url(),
                "--types",
                "user.*",
                "--json"));
        WriteLog writes = new WriteLog();
        EventFeed follower = EventFeed.follow(List.of(port), access.key());
        UserWriters writers =
                UserWriters.start(CLIENTS, USERS, access.token(), List.of(port), PAUSE_MILLIS, writes, seed);
        for (int kill = 1; kill <= kills; kill++) {
            server = kill(kill, server);
        }
        receiver.become(Mood.ACCEPTING);
        awaitDeliveries();
        writers.stop();
        try (Connection connection = database.connect("rollcall")) {
            new LogTable(connection).awaitEmptyOutbox();
        }
        List<FeedEvent> events = awaitAll(access);
        server.stop();
        verdict.figure("kills", kills);
        verdict.figure("kills with messages in progress", busyKills);
        verdict.figure("slowest start s", slowestStart);
        verdict.figure("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        verify(writes, events, follower.stop(), kills);
    }

    private RollcallServer start() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        RollcallServer server = RollcallServer.start(database.folder(), port, database.environment())
                .awaitReady();
        slowestStart = Math.max(slowestStart, Math.round((System.nanoTime() - begin) / 1e8) / 10.0);
        return server;
    }

    private RollcallServer kill(int number, RollcallServer server) throws IOException, InterruptedException {
        awaitDeliveries();
        receiver.become(number % DOWN_EVERY == DOWN_EVERY / 2 ? Mood.DOWN : Mood.SOMETIMES_FAILING);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MIN_MILLIS, MAX_MILLIS));
        awaitMessageInProgress();
        busyKills += receiver.running() > 0 ? 1 : 0;
        server.kill();
        System.out.printf("kill %d, %,d messages until now%n", number, receiver.count());
        receiver.become(Mood.SOMETIMES_FAILING);
        return start();
    }

    private void awaitMessageInProgress() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_IDLE_SECONDS);
        while (receiver.running() == 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void awaitDeliveries() throws InterruptedException {
        int before = receiver.count();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (receiver.count() == before) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nothing is delivered for " + TIMEOUT_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /**
     * Waits until the receiver has accepted all events, if it does in time; otherwise the check says which are missing. While it
     * waits, deactivations that are not acknowledged for five minutes have a further event.
     */
    private List<FeedEvent> awaitAll(OrganizationSecrets access) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        List<FeedEvent> events;
        Set<String> missing;
        do {
            TimeUnit.MILLISECONDS.sleep(500);
            events = EventFeed.readAll(port, access.key());
            missing = events.stream()
                    .filter(event -> event.subject().equals("user"))
                    .map(FeedEvent::id)
                    .collect(Collectors.toCollection(HashSet::new));
            for (Arrival arrival : receiver.arrivals()) {
                if (arrival.accepted()) {
                    missing.remove(arrival.id());
                }
            }
        } while (!missing.isEmpty() && System.nanoTime() < end);
        return events;
    }

    private void verify(WriteLog writes, List<FeedEvent> events, List<FeedEvent> followed, int kills)
            throws SQLException {
        writes.describe(verdict);
        new EventCheck(writes.list(), events, verdict).run();
        new DeliveryCheck(events, receiver.arrivals(), verdict).run();
        List<String> ids = events.stream().map(FeedEvent::id).toList();
        List<String> followedIds = followed.stream().map(FeedEvent::id).toList();
        verdict.require(
                ids.equals(followedIds),
                "a reader that follows the feed gets each event once, in order",
                ids.size() + " events, " + followedIds.size() + " followed");
        verdict.require(receiver.forged() == 0, "each message is signed", receiver.forged() + " are not");
        verdict.require(
                busyKills * 10 >= kills * 8,
                "most kills interrupt deliveries",
                busyKills + " of " + kills + " kills did");
        try (Connection connection = database.connect("rollcall")) {
            new LogTable(connection).requireContiguous(events.size(), verdict);
        }
    }
}
