package io.rollcall.reliability;

import io.rollcall.reliability.Outcomes.Outcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Run that repeatedly kills the server during writes, in half of the rounds with its database, and verifies the stored data.
 */
public final class Kills {
    private static final int CONNECTIONS = 8;
    private static final int MIN_MILLIS = 500;
    private static final int LONGEST_MILLIS = 4_000;

    private final EmbeddedDatabase database;
    private final Path folder;
    private final int port;
    private final Random random;
    private final boolean careless;
    private final Findings findings = new Findings();
    private final Verification verification = new Verification(findings);
    private final List<TrackedUser> users = new ArrayList<>();
    private final Outcomes outcomes = new Outcomes();

    private Kills(Path folder, int port, long seed, boolean careless) {
        this.careless = careless;
        this.folder = folder;
        this.port = port;
        this.random = new Random(seed);
        this.database = new EmbeddedDatabase(folder);
    }

    /**
     * @param arguments number of rounds, {@code careless} for a database that loses writes, and the seed of the random times
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        boolean careless = arguments.length > 1 && arguments[1].equals("careless");
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        Path folder = Files.createTempDirectory(Path.of("reliability", "target").toAbsolutePath(), "kills-");
        System.out.println("seed " + seed + ", data in " + folder);
        Kills kills = new Kills(folder, RollcallServer.freePort(), seed, careless);
        kills.run(rounds);
        System.exit(kills.findings.isEmpty() && kills.outcomes.count(Kind.WRONG) == 0 ? 0 : 1);
    }

    private void run(int rounds) throws IOException, InterruptedException, SQLException {
        RollcallServer server = start();
        String token = server.token();
        double slowestStart = 0;
        for (int round = 1; round <= rounds; round++) {
            int from = users.size();
            boolean databaseToo = round % 2 == 0;
            load(round, token, server, databaseToo);
            long killed = System.nanoTime();
            server = start();
            slowestStart = Math.max(slowestStart, (System.nanoTime() - killed) / 1e9);
            List<TrackedUser> ofRound = users.subList(from, users.size());
            verify(token, ofRound);
            System.out.printf(
                    "round %d, killed %s: %,d users tried, %,d writes acknowledged until now; %s%n",
                    round, databaseToo ? "both" : "server", ofRound.size(), acknowledged(), findings);
        }
        verify(token, users);
        server.stop();
        summary(rounds, slowestStart);
    }

    private RollcallServer start() throws IOException, InterruptedException {
        RollcallServer server = RollcallServer.start(folder, port, Map.of("ROLLCALL_DATA_DIR", folder.toString()))
                .awaitReady();
        if (careless) {
            database.makeCareless();
        }
        return server;
    }

    private void load(int round, String token, RollcallServer server, boolean databaseToo)
            throws IOException, InterruptedException {
        OktaTraffic traffic = OktaTraffic.start("r" + round, token, List.of(port), CONNECTIONS, outcomes);
        Thread.sleep(random.nextInt(MIN_MILLIS, LONGEST_MILLIS));
        if (databaseToo && random.nextBoolean()) {
            database.kill();
            server.kill();
        } else {
            server.kill();
            if (databaseToo) {
                database.kill();
            }
        }
        users.addAll(traffic.stop());
    }

    private void verify(String token, List<TrackedUser> some) throws IOException, InterruptedException, SQLException {
        try (Connection connection = database.connect()) {
            verification.bySql(connection, some);
        }
        verification.byScim(Scim.with(token), port, some);
    }

    private int acknowledged() {
        return outcomes.count(Kind.ACKNOWLEDGED);
    }

    private void summary(int rounds, double slowestStart) {
        long open = users.stream().filter(user -> user.possible().isPresent()).count();
        System.out.printf(
                "%d kills, %d of them of the database too: %,d users, %,d writes acknowledged, %,d users with an"
                        + " unanswered write; %s; wrong answers %d; slowest start %.1f s%n",
                rounds,
                rounds / 2,
                users.size(),
                acknowledged(),
                open,
                findings,
                outcomes.count(Kind.WRONG),
                slowestStart);
        System.out.println("other answers: " + outcomes.failures());
        findings.print();
    }
}
