package io.rollcall.benchmarks;

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
import java.util.function.ToDoubleFunction;

/**
 * Comparison of the CPU time per request of this build and another one. Both servers run, each on its own embedded database,
 * and take turns, so that changes of the machine's speed affect both. It prints the median of the ratios of all rounds, without the
 * CPU time of the JIT compilers; above 1, this build costs more.
 *
 * <p>Each turn is of one scenario and lasts a second or so; the order within a pair alternates. {@code -Dwarm=} gives the rounds
 * before those that are measured, {@code -Dother.environment=NAME=VALUE} a variable that only the other server gets, {@code -Dthis.environment=} one that
 * only this one gets.
 */
public final class Compare {
    private static final int ORGANIZATIONS = 4;
    private static final int CONNECTIONS = 16;
    private static final double WARM_UP_SECONDS = 2;
    private static final int WARM_UP_ROUNDS = Integer.getInteger("warm", 6);
    private static final List<String> FLAGS = List.of("-Xmx512m", "-XX:-UseDynamicNumberOfCompilerThreads");

    private final double seconds;

    private Compare(double seconds) {
        this.seconds = seconds;
    }

    /**
     * @param arguments the other build's class path ({@code OTHER/benchmarks/target/lib/*:OTHER/benchmarks/target/NAME.jar}),
     *     seconds a turn, rounds, users
     */
    public static void main(String[] arguments) throws IOException {
        String other = absolute(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        int users = Integer.parseInt(arguments[3]) / ORGANIZATIONS;
        Path folder = Files.createTempDirectory("rollcall-compare");
        try (ServerProcess mine = start(
                        absolute(System.getProperty("java.class.path")),
                        folder,
                        "this",
                        System.getProperty("this.environment", ""));
                ServerProcess theirs = start(other, folder, "other", System.getProperty("other.environment", ""))) {
            Map<String, List<Pair>> pairs =
                    new Compare(seconds).run(Side.of(mine, users), Side.of(theirs, users), rounds);
            print(pairs);
        }
    }

    private static ServerProcess start(String classPath, Path folder, String name, String variable) throws IOException {
        return ServerProcess.start(FLAGS, classPath, Files.createDirectory(folder.resolve(name)), variable);
    }

    /** Returns a class path that is valid in every folder. */
    static String absolute(String classPath) {
        return String.join(
                ":",
                Arrays.stream(classPath.split(":"))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private Map<String, List<Pair>> run(Side mine, Side theirs, int rounds) throws IOException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Side side : List.of(mine, theirs)) {
                for (String scenario : side.requests().keySet()) {
                    side.turn(scenario, WARM_UP_SECONDS);
                }
            }
        }
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            boolean mineFirst = round % 2 == 0;
            for (String scenario : mine.requests().keySet()) {
                Turn first = (mineFirst ? mine : theirs).turn(scenario, seconds);
                Turn second = (mineFirst ? theirs : mine).turn(scenario, seconds);
                pairs.computeIfAbsent(scenario, name -> new ArrayList<>())
                        .add(mineFirst ? new Pair(first, second) : new Pair(second, first));
            }
        }
        return pairs;
    }

    private static void print(Map<String, List<Pair>> pairs) {
        System.out.println(
                "| Scenario | CPU ms | other | ratio | least | most | server | database | with compilation | throughput |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        pairs.forEach((scenario, all) -> {
            double[] cpu = sorted(all, pair -> pair.mine().cpu() / pair.other().cpu());
            System.out.printf(
                    "| %s | %.3f | %.3f | x%.2f | x%.2f | x%.2f | x%.2f | x%.2f | x%.2f | x%.2f |%n",
                    scenario,
                    median(sorted(all, pair -> pair.mine().cpu())),
                    median(sorted(all, pair -> pair.other().cpu())),
                    median(cpu),
                    cpu[0],
                    cpu[cpu.length - 1],
                    ratio(all, Turn::serverCpu),
                    ratio(all, Turn::databaseCpu),
                    ratio(all, turn -> turn.cpu() + turn.compilerCpu()),
                    ratio(all, Turn::throughput));
        });
    }

    private static double[] sorted(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        return pairs.stream().mapToDouble(figure).sorted().toArray();
    }

    private static double ratio(List<Pair> pairs, ToDoubleFunction<Turn> figure) {
        return median(sorted(pairs, pair -> figure.applyAsDouble(pair.mine()) / figure.applyAsDouble(pair.other())));
    }

    /** Returns the median of sorted values; NaN of none. */
    static double median(double[] sorted) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Cost of a scenario on one server, in milliseconds of CPU time per request. The JIT compilers are counted apart: they end
     * after minutes of load.
     */
    private record Turn(double serverCpu, double compilerCpu, double databaseCpu, double throughput) {
        double cpu() {
            return serverCpu + databaseCpu;
        }
    }

    /** Two turns of one scenario, one right after the other. */
    private record Pair(Turn mine, Turn other) {}

    /** One of the two servers with its users. */
    private record Side(ServerProcess server, Scenarios scenarios, Map<String, LongFunction<Request>> requests) {
        static Side of(ServerProcess server, int users) throws IOException {
            SeededOrganizations seeded = SeededOrganizations.create(server, "bench", ORGANIZATIONS);
            List<String> small =
                    SeededOrganizations.small(server, ORGANIZATIONS).tokens();
            seeded.grow(server, users);
            Scenarios scenarios = new Scenarios(server, seeded, small, users);
            return new Side(server, scenarios, Benchmarks.chosen(scenarios.all()));
        }

        Turn turn(String scenario, double seconds) throws IOException {
            scenarios.prepare(scenario, seconds);
            double before = server.cpu();
            double compilersBefore = server.compilerCpu();
            double databaseBefore = server.databaseCpu();
            Load.Result result = new Load(server.port(), CONNECTIONS, seconds)
                    .run(requests.get(scenario), Benchmarks.expected(scenario));
            double count = result.nanos().length;
            double compilers = server.compilerCpu() - compilersBefore;
            return new Turn(
                    (server.cpu() - before - compilers) / count,
                    compilers / count,
                    (server.databaseCpu() - databaseBefore) / count,
                    result.throughput());
        }
    }
}
