package io.rollcall.reliability;

import io.rollcall.reliability.Outcomes.Outcome.Kind;
import io.rollcall.reliability.Outcomes.Window;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Run of two servers on three Galera nodes. Nodes and servers are killed, suspended or partitioned one after the other while
 * users are written.
 */
public final class GaleraRun {
    private static final Pattern TOKEN = Pattern.compile("\"secret\" *: *\"(rollcall_[^\"]+)\"");
    private static final List<Integer> PORTS = List.of(23_401, 23_402);
    private static final int CONNECTIONS = 8;

    private final GaleraCluster cluster;
    private final String mode;
    private final Outcomes outcomes = new Outcomes();
    private final Findings findings = new Findings();
    private final List<RollcallServer> servers = new ArrayList<>();

    private GaleraRun(GaleraCluster cluster, String mode) {
        this.cluster = cluster;
        this.mode = mode;
    }

    /** @param arguments mode of {@link GaleraCluster#url} */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        String mode = arguments.length > 0 ? arguments[0] : "sequential";
        boolean good;
        try (GaleraCluster cluster = GaleraCluster.start()) {
            System.out.println("three nodes in " + cluster.folder() + ", " + mode);
            GaleraRun run = new GaleraRun(cluster, mode);
            try {
                good = run.run();
            } finally {
                for (RollcallServer server : run.servers) {
                    server.kill();
                }
            }
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException, SQLException {
        startBothAtOnce();
        Map<String, String> environment = environment(0);
        RollcallServer.run(cluster.folder(), environment, "organization", "create", "okta");
        Matcher token =
                TOKEN.matcher(RollcallServer.run(cluster.folder(), environment, "token", "generate", "okta", "--json"));
        if (!token.find()) {
            throw new IllegalStateException("no token");
        }
        OktaTraffic traffic = OktaTraffic.start("galera", token.group(1), PORTS, CONNECTIONS, outcomes);
        observe("no failure", 10, () -> {});
        databaseNodes();
        server();
        List<TrackedUser> users = traffic.stop();
        cluster.awaitWhole();
        verify(token.group(1), users);
        summary(users);
        return findings.isEmpty() && outcomes.count(Kind.WRONG) == 0;
    }

    private Map<String, String> environment(int server) {
        return Map.of(
                "ROLLCALL_DATABASE_URL", cluster.url(mode, server),
                "ROLLCALL_DATABASE_PASSWORD", "rollcall",
                "ROLLCALL_OPS_PORT", Integer.toString(PORTS.get(server) + 10));
    }

    /** Starts both servers at the same time on an empty database. On different nodes they do not see each other's locks. */
    private void startBothAtOnce() throws IOException, InterruptedException {
        for (int server = 0; server < PORTS.size(); server++) {
            servers.add(RollcallServer.start(cluster.folder(), PORTS.get(server), environment(server)));
        }
        for (RollcallServer server : servers) {
            server.awaitReady();
        }
    }

    private void databaseNodes() throws IOException, InterruptedException, SQLException {
        GaleraNode killed = cluster.busiest();
        observe("kill " + killed, 15, killed::kill);
        observe("start " + killed + " again", 15, () -> killed.start(false));
        cluster.awaitWhole();
        GaleraNode hung = cluster.busiest();
        observe("hang " + hung, 15, () -> hung.signal("STOP"));
        observe("wake " + hung, 10, () -> hung.signal("CONT"));
        cluster.awaitWhole();
        GaleraNode cutOff = cluster.busiest();
        observe("cut off " + cutOff, 15, () -> isolate(cutOff, 1));
        observe("join " + cutOff + " again", 10, () -> isolate(cutOff, 0));
        cluster.awaitWhole();
    }

    private static void isolate(GaleraNode node, int on) throws SQLException {
        node.execute("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=" + on + "'");
    }

    private void server() throws IOException, InterruptedException, SQLException {
        observe("kill server 1", 10, () -> servers.get(0).kill());
        observe(
                "start server 1 again",
                10,
                () -> servers.set(
                        0,
                        RollcallServer.start(cluster.folder(), PORTS.get(0), environment(0))
                                .awaitReady()));
    }

    private void observe(String event, int seconds, Event happening)
            throws IOException, InterruptedException, SQLException {
        long from = System.nanoTime();
        happening.happen();
        Thread.sleep(seconds * 1_000L);
        Window window = outcomes.between(from, System.nanoTime());
        System.out.printf(
                "%-22s %,6d acknowledged, %4d to retry, %4d unanswered, %4d wrong; failures within %4.1f s,"
                        + " no success for %4.1f s, slowest %4.1f s%n",
                event,
                window.count(Kind.ACKNOWLEDGED),
                window.count(Kind.COME_BACK),
                window.count(Kind.UNANSWERED),
                window.count(Kind.WRONG),
                window.failingSeconds(),
                window.longestSilenceSeconds(),
                window.slowestSeconds());
    }

    /** Verifies the data on each node and through each server. */
    private void verify(String token, List<TrackedUser> users) throws IOException, InterruptedException, SQLException {
        Verification verification = new Verification(findings);
        for (GaleraNode node : cluster.nodes()) {
            try (Connection connection = node.connect("rollcall")) {
                verification.bySql(connection, users);
            }
        }
        for (int port : PORTS) {
            verification.byScim(Scim.with(token), port, users);
        }
    }

    private void summary(List<TrackedUser> users) {
        System.out.printf(
                "%,d users, %,d writes acknowledged, %,d users with an unanswered write; %s; wrong answers %d%n",
                users.size(),
                outcomes.count(Kind.ACKNOWLEDGED),
                users.stream().filter(user -> user.possible().isPresent()).count(),
                findings,
                outcomes.count(Kind.WRONG));
        System.out.println("other answers: " + outcomes.failures());
        findings.print();
    }

    /** Failure injected into the cluster. */
    private interface Event {
        void happen() throws IOException, InterruptedException, SQLException;
    }
}
