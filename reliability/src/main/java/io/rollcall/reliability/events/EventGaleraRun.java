package io.rollcall.reliability.events;

import io.rollcall.reliability.GaleraCluster;
import io.rollcall.reliability.GaleraNode;
import io.rollcall.reliability.RollcallServer;
import io.rollcall.reliability.Scim;
import io.rollcall.reliability.events.EventFeed.FeedEvent;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Run of two servers on different nodes of three, which write the same users. A node is killed, and then the server that gives
 * events their positions.
 */
public final class EventGaleraRun {
    private static final List<Integer> PORTS = List.of(23_401, 23_402);
    private static final int CLIENTS = 8;
    private static final int USERS = 200;
    private static final int PAUSE_MILLIS = 40;
    private static final int SECONDS = 15;

    /** Node of the second server. The first one prefers another, and so the servers stay apart. */
    private static final int KILLED_NODE = 1;

    private final GaleraCluster cluster;
    private final Verdict verdict;
    private final List<RollcallServer> servers = new ArrayList<>();
    private String killedHolder = "";

    private EventGaleraRun(GaleraCluster cluster, Verdict verdict) {
        this.cluster = cluster;
        this.verdict = verdict;
    }

    /** @param arguments seconds between the failures, 15 by default; {@code calm} after them for a run without failures */
    public static void main(String[] arguments) {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
        boolean failures = arguments.length < 2 || !arguments[1].equals("calm");
        Verdict.of("EventGaleraRun", verdict -> {
            try (GaleraCluster cluster = GaleraCluster.start()) {
                System.out.println("three nodes in " + cluster.folder());
                EventGaleraRun run = new EventGaleraRun(cluster, verdict);
                try {
                    run.run(seconds, failures);
                } finally {
                    for (RollcallServer server : run.servers) {
                        server.kill();
                    }
                }
            }
        });
    }

    private void run(int seconds, boolean failures) throws IOException, InterruptedException, SQLException {
        start(0);
        OrganizationSecrets access = OrganizationSecrets.create(cluster.folder(), environment(0));
        String first = holderAfterAWrite(access);
        start(1);
        WriteLog writes = new WriteLog();
        EventFeed follower = EventFeed.follow(PORTS, access.key());
        UserWriters writers =
                UserWriters.start(CLIENTS, USERS, access.token(), PORTS, PAUSE_MILLIS, writes, System.nanoTime());
        int left = failures ? fail(first, seconds, writes) : PORTS.get(1);
        TimeUnit.SECONDS.sleep(seconds);
        writers.stop();
        cluster.awaitWhole();
        verify(left, access, writes, follower);
    }

    /** Kills a node, then the server that gives positions, and starts the node again. @return the port of the other server */
    private int fail(String first, int seconds, WriteLog writes)
            throws IOException, InterruptedException, SQLException {
        TimeUnit.SECONDS.sleep(seconds);
        GaleraNode node = cluster.nodes().get(KILLED_NODE);
        say("kill " + node, writes);
        node.kill();
        TimeUnit.SECONDS.sleep(seconds);
        int killed = killHolder(first);
        say("killed server " + killed, writes);
        TimeUnit.SECONDS.sleep(seconds);
        say("start " + node + " again", writes);
        node.start(false);
        return PORTS.get(1 - killed);
    }

    private static void say(String event, WriteLog writes) {
        System.out.printf("%s after %,d writes%n", event, writes.list().size());
    }

    private void start(int server) throws IOException, InterruptedException {
        servers.add(RollcallServer.start(cluster.folder(), PORTS.get(server), environment(server))
                .awaitReady());
    }

    private Map<String, String> environment(int server) {
        return new HashMap<>(Map.of(
                "ROLLCALL_DATABASE_URL", cluster.url("split", server),
                "ROLLCALL_DATABASE_PASSWORD", "rollcall",
                "ROLLCALL_OPS_PORT", Integer.toString(PORTS.get(server) + 10)));
    }

    /** Returns the name under which the first server gives positions, while there is no other. */
    private String holderAfterAWrite(OrganizationSecrets access)
            throws IOException, InterruptedException, SQLException {
        String user = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"first\"}";
        if (!Scim.with(access.token())
                .send(PORTS.get(0), "POST", "/Users", user)
                .isDone()) {
            throw new IllegalStateException("the first write fails");
        }
        return log(0, log -> {
            log.awaitEmptyOutbox();
            return log.holder();
        });
    }

    /** Kills the server that gives positions. @return its number */
    private int killHolder(String first) throws InterruptedException, SQLException {
        killedHolder = log(0, LogTable::holder);
        int holder = killedHolder.equals(first) ? 0 : 1;
        servers.get(holder).kill();
        return holder;
    }

    private <T> T log(int node, Reading<T> reading) throws InterruptedException, SQLException {
        try (Connection connection = cluster.nodes().get(node).connect("rollcall")) {
            return reading.read(new LogTable(connection));
        }
    }

    private void verify(int port, OrganizationSecrets access, WriteLog writes, EventFeed follower)
            throws IOException, InterruptedException, SQLException {
        log(0, log -> {
            log.awaitEmptyOutbox();
            return log;
        });
        List<FeedEvent> events = EventFeed.readAll(port, access.key());
        List<FeedEvent> followed = awaitAll(follower, events.size());
        writes.describe(verdict);
        // The first user was written before the log of writes began.
        String user = events.stream()
                .filter(FeedEvent::isOfChange)
                .findFirst()
                .orElseThrow()
                .subjectId();
        List<FeedEvent> ofWriters = followed.stream()
                .filter(event -> !event.subjectId().equals(user))
                .toList();
        EventCheck check = new EventCheck(writes.list(), ofWriters, verdict);
        check.run();
        check.delays();
        verdict.require(
                events.stream()
                        .map(FeedEvent::id)
                        .toList()
                        .equals(followed.stream().map(FeedEvent::id).toList()),
                "a reader that follows the feed gets each event once, in order",
                events.size() + " events, " + followed.size() + " followed");
        for (int node = 0; node < cluster.nodes().size(); node++) {
            log(node, log -> {
                log.requireContiguous(events.size(), verdict);
                return log;
            });
        }
        if (!killedHolder.isEmpty()) {
            String holder = log(0, LogTable::holder);
            verdict.require(
                    !holder.equals(killedHolder), "the other server takes the lease over", holder + " has it still");
        }
    }

    private static List<FeedEvent> awaitAll(EventFeed follower, int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (follower.count() < count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return follower.stop();
    }

    /** Use of the log on one node. */
    private interface Reading<T> {
        T read(LogTable log) throws SQLException, InterruptedException;
    }
}
