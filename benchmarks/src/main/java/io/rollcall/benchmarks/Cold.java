package io.rollcall.benchmarks;

import io.rollcall.benchmarks.Distribution.Memory;
import io.rollcall.benchmarks.HttpConnection.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Benchmark of the time after a start, and of memory. Starts built distributions in turns on an existing database, and measures
 * the start, each scenario in the first seconds after readiness, and the memory before and after load. It prints medians.
 *
 * <p>{@code -Dcold=} gives the seconds after readiness, {@code -Dmixed=} those of load before memory is read again; 0 leaves that
 * part out. {@code -Drest=} gives the seconds without requests after that load, {@code -Donly=} selects scenarios.
 */
public final class Cold {
    private static final int ORGANIZATIONS = 4;
    private static final int CONNECTIONS = 16;
    private static final int SECONDS = Integer.getInteger("cold", 10);
    private static final int MIXED_SECONDS = Integer.getInteger("mixed", 60);
    /** A share of the requests whose cost does not depend on other load of the machine, as that of the first seconds does. */
    private static final int FIRST = Integer.getInteger("first", 4_000);

    private static final long IDLE_MILLIS = 12_000;
    private static final long REST_MILLIS = 1_000L * Integer.getInteger("rest", 60);

    private final Path data;
    private final SeededOrganizations seeded;
    private final int users;
    private final Map<String, Map<Path, List<Double>>> figures = new LinkedHashMap<>();

    private Cold(Path data, SeededOrganizations seeded, int users) {
        this.data = data;
        this.seeded = seeded;
        this.users = users;
    }

    /** @param arguments rounds, users, and folders of distributions, such as {@code server/target/rollcall} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        int users = Integer.parseInt(arguments[1]) / ORGANIZATIONS;
        List<Path> homes = Arrays.stream(arguments)
                .skip(2)
                .map(home -> Path.of(home).toAbsolutePath())
                .toList();
        Path folder = Files.createTempDirectory("rollcall-cold");
        Cold cold = new Cold(folder.resolve("data"), seed(folder, users), users);
        for (int round = 0; round < rounds; round++) {
            cold.run(homes);
        }
        cold.print(homes);
    }

    private static SeededOrganizations seed(Path folder, int users) throws IOException {
        try (ServerProcess server =
                ServerProcess.start(List.of(), Compare.absolute(System.getProperty("java.class.path")), folder, "")) {
            SeededOrganizations seeded = SeededOrganizations.create(server, "bench", ORGANIZATIONS);
            seeded.grow(server, users);
            return seeded;
        }
    }

    private void run(List<Path> homes) throws IOException, InterruptedException {
        for (String scenario : ColdRequests.SCENARIOS) {
            if (SECONDS > 0 && scenario.matches(System.getProperty("only", ".*"))) {
                for (Path home : homes) {
                    cold(home, scenario);
                }
            }
        }
        if (MIXED_SECONDS > 0) {
            for (Path home : homes) {
                memory(home);
            }
        }
    }

    private Distribution start(Path home) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Distribution server = Distribution.start(home, data);
        server.awaitReady();
        note("start: seconds until ready", home, (System.nanoTime() - start) / 1e9);
        note("start: server CPU s", home, server.serverCpu() / 1e3);
        note("start: database CPU s", home, server.databaseCpu() / 1e3);
        return server;
    }

    private void cold(Path home, String scenario) throws IOException, InterruptedException {
        try (Distribution server = start(home)) {
            LongFunction<Request> requests = new ColdRequests(seeded.tokens(), users).of(scenario);
            load(server, home, scenario, requests, SECONDS);
        }
    }

    private void load(Distribution server, Path home, String scenario, LongFunction<Request> requests, double seconds) {
        double serverBefore = server.serverCpu();
        double databaseBefore = server.databaseCpu();
        Load.Result result = new Load(server.port(), CONNECTIONS, seconds)
                .run(
                        number -> {
                            if (number == FIRST) {
                                double cpu = server.serverCpu() + server.databaseCpu();
                                note(
                                        scenario + ": CPU ms of the first " + FIRST,
                                        home,
                                        (cpu - serverBefore - databaseBefore) / FIRST);
                            }
                            return requests.apply(number);
                        },
                        status -> status < 300);
        double count = result.nanos().length;
        double serverCpu = (server.serverCpu() - serverBefore) / count;
        double databaseCpu = (server.databaseCpu() - databaseBefore) / count;
        note(scenario + ": CPU ms", home, serverCpu + databaseCpu);
        note(scenario + ": of it database", home, databaseCpu);
        note(scenario + ": requests a second", home, result.throughput());
    }

    private void memory(Path home) throws IOException, InterruptedException {
        try (Distribution server = start(home)) {
            Thread.sleep(IDLE_MILLIS);
            note("idle", server, home);
            LongFunction<Request> requests = new ColdRequests(seeded.tokens(), users).of(ColdRequests.MIXED);
            load(server, home, ColdRequests.MIXED, requests, MIXED_SECONDS);
            note("after load", server, home);
            Thread.sleep(REST_MILLIS);
            note("a minute later", server, home);
        }
    }

    private void note(String when, Distribution server, Path home) {
        Memory of = server.serverMemory();
        Memory database = server.databaseMemory();
        note(when + ": MiB resident, both", home, of.resident() + database.resident());
        note(when + ": MiB resident, server", home, of.resident());
        note(when + ": MiB resident, database", home, database.resident());
        note(when + ": MiB proportional, both", home, of.proportional() + database.proportional());
    }

    private synchronized void note(String figure, Path home, double value) {
        System.err.printf("%s: %s %.3f%n", home.getFileName(), figure, value);
        figures.computeIfAbsent(figure, name -> new LinkedHashMap<>())
                .computeIfAbsent(home, name -> new ArrayList<>())
                .add(value);
    }

    private void print(List<Path> homes) {
        System.out.println(
                "| | " + String.join(" | ", homes.stream().map(Path::toString).toList()) + " |");
        System.out.println("|---|" + "---:|".repeat(homes.size()));
        figures.forEach((figure, byHome) -> {
            StringBuilder row = new StringBuilder("| " + figure + " |");
            for (Path home : homes) {
                row.append(String.format(" %.3f |", median(byHome.getOrDefault(home, List.of()))));
            }
            System.out.println(row);
        });
    }

    private static double median(List<Double> values) {
        return Compare.median(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }
}
