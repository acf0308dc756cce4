package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;

/** Overload test: sends twice the server's capacity. The server must refuse the excess quickly and answer the rest as usual. */
final class Overload {
    private static final int USERS = 1_000;
    private static final int BUSY_CONNECTIONS = 8;
    private static final int OPEN_CONNECTIONS = 128;
    private static final double WARM_UP_SECONDS = 5;
    private static final int MOST_ROUNDS = 40;
    private static final int ROUNDS = 12;
    private static final double WARM = 1.03;
    private static final double SECONDS = 15;
    private static final double LITTLE = 0.1;
    private static final int OK_BELOW = 300;
    private static final int PARTS = 6;

    private final ServerProcess server;
    private final LongFunction<Request> requests;

    private Overload(ServerProcess server, LongFunction<Request> requests) {
        this.server = server;
        this.requests = requests;
    }

    /** @param arguments duration in minutes, then the factor of the capacity */
    public static void main(String[] arguments) throws IOException {
        double minutes = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 2;
        double factor = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 2;
        try (ServerProcess server = ServerProcess.start(List.of("-Xmx512m", "-D" + ServerSide.REFUSING + "=true"))) {
            String[] organization = server.order("organization bench-overload").split(" ");
            try (HttpConnection connection = new HttpConnection(server.port())) {
                connection.send(Request.of(
                        "POST",
                        "/API/enterprise/scim/Users",
                        organization[1],
                        Users.body("user0@example.com", "first")));
            }
            server.order("multiply " + organization[0] + " " + USERS);
            Scenarios scenarios = new Scenarios(
                    server,
                    new SeededOrganizations(List.of(organization[0]), List.of(organization[1])),
                    List.of(organization[1]),
                    USERS);
            new Overload(server, scenarios.all().get("mixed")).run(minutes, factor);
        }
    }

    private void run(double minutes, double factor) throws IOException {
        warmUp();
        Load.Result alone = closed(1, SECONDS);
        System.out.printf(
                "unloaded (one connection):  p50 %.1f ms, p99 %.1f ms%n", alone.millis(0.5), alone.millis(0.99));
        double sustainable = closed(BUSY_CONNECTIONS, SECONDS).throughput();
        System.out.printf("sustainable:                %.0f requests/s%n", sustainable);
        Tally.Result little = open(LITTLE * sustainable, SECONDS);
        print("a tenth of it", little);
        Tally.Result half = open(0.5 * sustainable, SECONDS);
        print("half of it", half);
        printMemory("before");
        double worst = 0;
        int parts = minutes < PARTS ? 1 : PARTS;
        for (int part = 1; part <= parts; part++) {
            Tally.Result much = open(factor * sustainable, 60 * minutes / parts);
            print("%.1f times it, %d of %d parts of %.1f min".formatted(factor, part, parts, minutes / parts), much);
            printMemory("now");
            worst = Math.max(worst, much.sinceSent().p99());
        }
        print("half of it, afterwards", open(0.5 * sustainable, SECONDS));
        print("a tenth of it, afterwards", open(LITTLE * sustainable, SECONDS));
        System.out.printf(
                "p99 of the admitted under overload, since they were sent: %.1f times that of one connection alone, %.1f times that at a tenth"
                        + " of what the server can do, %.1f times that at half%n",
                worst / alone.millis(0.99),
                worst / little.sinceSent().p99(),
                worst / half.sinceSent().p99());
    }

    /** Warms up the JVM: runs rounds until several in a row are hardly faster than an earlier one. */
    private void warmUp() {
        double most = 0;
        int noQuicker = 0;
        for (int round = 0; round < MOST_ROUNDS && noQuicker < ROUNDS; round++) {
            double throughput = closed(BUSY_CONNECTIONS, WARM_UP_SECONDS).throughput();
            noQuicker = throughput < WARM * most ? noQuicker + 1 : 0;
            most = Math.max(most, throughput);
        }
    }

    private Load.Result closed(int connections, double seconds) {
        return new Load(server.port(), connections, seconds).run(requests, status -> status < OK_BELOW);
    }

    private Tally.Result open(double perSecond, double seconds) {
        return OpenLoop.run(server.port(), OPEN_CONNECTIONS, perSecond, seconds, requests);
    }

    private static void print(String name, Tally.Result result) {
        System.out.printf(
                "%s: admitted p50 %.1f ms, p99 %.1f ms (p99 since sent %.1f ms); refused p50 %.1f ms, p99 %.1f ms; statuses %s;"
                        + " without Retry-After %d%n",
                name,
                result.admitted().median(),
                result.admitted().p99(),
                result.sinceSent().p99(),
                result.refused().median(),
                result.refused().p99(),
                result.statuses(),
                result.unsaid());
    }

    private void printMemory(String when) throws IOException {
        String resident = Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("0");
        System.out.printf(
                "memory %s: RSS %,d KiB, heap after a collection %,d KiB%n",
                when, Long.parseLong(resident), Long.parseLong(server.order("heap")) / 1_024);
    }
}
