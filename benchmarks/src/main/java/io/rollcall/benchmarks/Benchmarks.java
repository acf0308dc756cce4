package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;

/**
 * Benchmark of each scenario at each size, over 20 organizations. It prints tables; {@code docs/benchmarks.md} describes how to
 * run it.
 */
public final class Benchmarks {
    private static final int ORGANIZATIONS = 20;
    private static final int CONNECTIONS = 16;
    private static final double WARM_UP_SECONDS = 3;
    private static final int ROUNDS = 4;
    private static final int MOST_ROUNDS = 40;
    private static final double WARM = 0.97;
    private static final double UNLIMITED = 1e9;

    private final ServerProcess server;
    private final double seconds;
    private final Map<String, Map<Integer, Measured>> all = new LinkedHashMap<>();

    private Benchmarks(ServerProcess server, double seconds) {
        this.server = server;
        this.seconds = seconds;
    }

    /** @param arguments seconds for each scenario, then the sizes */
    public static void main(String[] arguments) throws IOException {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 5;
        int[] sizes = arguments.length > 1
                ? Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray()
                : new int[] {1_000, 100_000, 1_000_000};
        try (ServerProcess server = ServerProcess.start(List.of("-Xmx512m"))) {
            Benchmarks benchmarks = new Benchmarks(server, seconds);
            benchmarks.run(sizes);
            benchmarks.print(sizes);
        }
    }

    private void run(int[] sizes) throws IOException {
        SeededOrganizations seeded = SeededOrganizations.create(server, "bench", ORGANIZATIONS);
        List<String> small = SeededOrganizations.small(server, ORGANIZATIONS).tokens();
        List<String> ids = seeded.ids();
        List<String> tokens = seeded.tokens();
        System.out.println(Measured.HEADER);
        for (int size : sizes) {
            long start = System.nanoTime();
            seeded.grow(server, size / ORGANIZATIONS);
            System.err.printf("%,d users, seeded in %.1f s%n", size, (System.nanoTime() - start) / 1e9);
            Scenarios scenarios = new Scenarios(server, seeded, small, size / ORGANIZATIONS);
            if (size == sizes[0]) {
                warmUp(scenarios);
            }
            for (Map.Entry<String, LongFunction<Request>> scenario :
                    chosen(scenarios.all()).entrySet()) {
                measure(scenarios, scenario.getKey(), size, scenario.getValue());
            }
            for (Map.Entry<String, LongFunction<Request>> scan :
                    chosen(scenarios.scans()).entrySet()) {
                measure(scenarios, scan.getKey(), size, scan.getValue());
            }
        }
        beside(String.join(",", ids), tokens.get(0), sizes[sizes.length - 1]);
    }

    private void warmUp(Scenarios scenarios) throws IOException {
        Map<String, LongFunction<Request>> chosen = chosen(scenarios.all());
        warmUp(() -> chosen.entrySet().stream()
                .mapToDouble(scenario -> cpuOf(
                        new Load(server.port(), CONNECTIONS, WARM_UP_SECONDS),
                        scenario.getValue(),
                        expected(scenario.getKey())))
                .sum());
    }

    /** Warms up the JVM: runs rounds until several in a row are hardly cheaper than an earlier one. */
    private static void warmUp(DoubleSupplier round) {
        double least = Double.MAX_VALUE;
        int noCheaper = 0;
        for (int number = 1; number <= MOST_ROUNDS && noCheaper < ROUNDS; number++) {
            double cost = round.getAsDouble();
            System.err.printf("warm-up %d: %.2f ms of server CPU for one of each%n", number, cost);
            noCheaper = cost > WARM * least ? noCheaper + 1 : 0;
            least = Math.min(least, cost);
        }
    }

    private double cpuOf(Load load, LongFunction<Request> requests, IntPredicate expected) {
        double before = server.cpu();
        int count = load.run(requests, expected).nanos().length;
        return (server.cpu() - before) / count;
    }

    /** Returns the scenarios, or those whose names match the pattern in {@code -Donly=}. */
    static Map<String, LongFunction<Request>> chosen(Map<String, LongFunction<Request>> scenarios) {
        Map<String, LongFunction<Request>> chosen = new LinkedHashMap<>(scenarios);
        chosen.keySet().removeIf(name -> !name.matches(System.getProperty("only", ".*")));
        return chosen;
    }

    /** Returns the expected statuses. A DELETE may get 404, because another one was faster. */
    static IntPredicate expected(String scenario) {
        return scenario.equals("DELETE") ? status -> status < 300 || status == 404 : status -> status < 300;
    }

    private void measure(Scenarios scenarios, String name, int size, LongFunction<Request> requests)
            throws IOException {
        scenarios.prepare(name, seconds);
        double serverBefore = server.cpu();
        double databaseBefore = server.databaseCpu();
        long allocatedBefore = Long.parseLong(server.order("allocated"));
        Load.Result result = new Load(server.port(), CONNECTIONS, seconds).run(requests, expected(name));
        long allocated = Long.parseLong(server.order("allocated")) - allocatedBefore;
        double count = result.nanos().length;
        Measured measured = new Measured(
                name,
                size,
                result.throughput(),
                result.millis(0.5),
                result.millis(0.99),
                (server.cpu() - serverBefore) / count,
                (server.databaseCpu() - databaseBefore) / count,
                allocated / count / 1_024);
        all.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(size, measured);
        System.out.println(measured.row());
    }

    /** Measures the same bytes by bare Jersey, and the same statements by plain JDBC. */
    private void beside(String organizations, String token, int size) throws IOException {
        String body;
        try (HttpConnection connection = new HttpConnection(server.port())) {
            body = connection
                    .send(Request.of("GET", "/API/enterprise/scim/Users/" + Users.id(1), token, ""))
                    .text();
        }
        int bare = Integer.parseInt(server.order("bare of " + body));
        Request request = Request.of("GET", "/API/enterprise/scim/Users/" + Users.id(1), token, "");
        warmUp(() -> cpuOf(new Load(bare, CONNECTIONS, WARM_UP_SECONDS), number -> request, status -> status == 200));
        double bareCpu = cpuOf(new Load(bare, CONNECTIONS, seconds), number -> request, status -> status == 200);
        System.out.printf("%nBare Jersey, the same bytes: %.3f ms of CPU%n", bareCpu);
        for (String scenario : List.of("GET by id", "look-up by userName")) {
            if (!all.containsKey(scenario)) {
                continue;
            }
            System.out.printf(
                    "%s: %.2f times the CPU of the bare answer%n",
                    scenario, all.get(scenario).get(size).serverCpu() / bareCpu);
        }
        besideJdbc(size / ORGANIZATIONS + " " + organizations, size);
    }

    private void besideJdbc(String rows, int size) {
        Map<String, String> scenarios = Map.of(
                "GET by id",
                "get",
                "look-up by userName",
                "lookup",
                "POST",
                "insert",
                "PUT",
                "update",
                "PATCH active",
                "update");
        for (String scenario : List.of("GET by id", "look-up by userName", "POST", "PUT", "PATCH active")) {
            if (all.containsKey(scenario)) {
                besideJdbc(scenarios.get(scenario), rows, all.get(scenario).get(size));
            }
        }
    }

    /**
     * Measures plain JDBC at full speed for the throughput, and at the server's rate for the database's CPU, which costs more
     * per statement when it is idle more often.
     */
    private void besideJdbc(String what, String rows, Measured served) {
        jdbc(what, UNLIMITED, rows);
        Jdbc fast = jdbc(what, UNLIMITED, rows);
        Jdbc alike = jdbc(what, served.throughput(), rows);
        System.out.printf(
                "%s: %.0f %% of the throughput of plain JDBC (%,.0f/s); database CPU %.2f times that of plain JDBC at"
                        + " %,.0f/s (%.3f ms)%n",
                served.scenario(),
                100 * served.throughput() / fast.perSecond(),
                fast.perSecond(),
                served.databaseCpu() / alike.cpu(),
                alike.perSecond(),
                alike.cpu());
    }

    /** @param cpu milliseconds of database CPU per operation */
    private record Jdbc(double perSecond, double cpu) {}

    private Jdbc jdbc(String what, double rate, String rows) {
        double before = server.databaseCpu();
        String[] done = server.order("jdbc " + what + " " + rate + " " + rows).split(" ");
        double count = Double.parseDouble(done[0]);
        return new Jdbc(count / (Double.parseDouble(done[1]) / 1e9), (server.databaseCpu() - before) / count);
    }

    /** Prints the growth of costs from the smallest to the largest size. */
    private void print(int[] sizes) {
        int least = sizes[0];
        int most = sizes[sizes.length - 1];
        System.out.printf("%n| Scenario | CPU a request, %,d users to %,d |%n|---|---:|%n", most, least);
        all.forEach((name, bySize) -> System.out.printf(
                "| %s | x%.2f |%n",
                name, bySize.get(most).cpu() / bySize.get(least).cpu()));
    }
}
