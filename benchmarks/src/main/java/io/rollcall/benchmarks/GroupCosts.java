package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cost of requests on groups by the number of their members, in turns: a change of one member, the group without its members, and
 * the members of one user. Then the whole of the largest group, and a PUT that changes three of 10,000 members.
 */
public final class GroupCosts {
    private static final int[] SIZES = {100, 10_000, 100_000};
    private static final int LARGEST = SIZES[SIZES.length - 1];
    private static final int PUT_SIZE = SIZES[1];
    private static final int WARM_UP_ROUNDS = 3;
    private static final int AT_ONCE = 5_000;
    private static final int REPEATS = 5;
    private static final String GROUPS = "/API/enterprise/scim/Groups";

    private final ServerProcess server;
    private final HttpConnection connection;
    private final String token;
    private final Map<Integer, String> paths = new LinkedHashMap<>();

    private GroupCosts(ServerProcess server, HttpConnection connection, String token) {
        this.server = server;
        this.connection = connection;
        this.token = token;
    }

    /** @param arguments seconds a turn, rounds */
    public static void main(String[] arguments) throws IOException {
        double seconds = Double.parseDouble(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        try (ServerProcess server = ServerProcess.start(List.of("-Xmx256m"));
                HttpConnection connection = new HttpConnection(server.port())) {
            SeededOrganizations seeded = SeededOrganizations.create(server, "groups", 1);
            seeded.grow(server, LARGEST + 1);
            server.order("groups " + seeded.ids().get(0));
            GroupCosts costs =
                    new GroupCosts(server, connection, seeded.tokens().get(0));
            for (int size : SIZES) {
                costs.create(size);
            }
            costs.compare(seconds, rounds);
            costs.readAll();
            costs.replace();
        }
    }

    private Response send(String method, String path, String body) throws IOException {
        Response answer = connection.send(Request.of(method, path, token, body));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.status() + ": " + answer.text());
        }
        return answer;
    }

    private void create(int size) throws IOException {
        Response created = send("POST", GROUPS, "{\"displayName\":\"Group of " + size + "\"}");
        String id = created.text().replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        paths.put(size, GROUPS + "/" + id);
        for (int first = 1; first <= size; first += AT_ONCE) {
            send("PATCH", paths.get(size), change("add", first, Math.min(size, first + AT_ONCE - 1)));
        }
    }

    private static String change(String operation, int first, int last) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"" + operation
                + "\",\"path\":\"members\",\"value\":" + members(first, last) + "}]}";
    }

    private static String members(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "{\"value\":\"" + Users.id(number) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Map<String, LongFunction<Request>> requests(int size) {
        String path = paths.get(size);
        Map<String, LongFunction<Request>> requests = new LinkedHashMap<>();
        requests.put("PATCH of one member", number -> {
            int member = 1 + (int) (number / 2 * 7_919 % size);
            return Request.of("PATCH", path, token, change(number % 2 == 0 ? "remove" : "add", member, member));
        });
        requests.put(
                "GET without members", number -> Request.of("GET", path + "?excludedAttributes=members", token, ""));
        requests.put(
                "look-up by displayName without members",
                number -> Request.of(
                        "GET",
                        GROUPS + "?excludedAttributes=members&filter=displayName%20eq%20%22Group%20of%20" + size
                                + "%22",
                        token,
                        ""));
        return requests;
    }

    private void compare(double seconds, int rounds) {
        Map<String, List<List<Double>>> costs = new LinkedHashMap<>();
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (int place = 0; place < SIZES.length; place++) {
                for (Map.Entry<String, LongFunction<Request>> request :
                        requests(SIZES[place]).entrySet()) {
                    double cost = cost(request.getValue(), seconds);
                    if (round >= 0) {
                        costs.computeIfAbsent(request.getKey(), name -> lists())
                                .get(place)
                                .add(cost);
                    }
                }
            }
        }
        System.out.println("| CPU ms by members | 100 | 10,000 | 100,000 | ratio |\n|---|---:|---:|---:|---:|");
        costs.forEach((request, bySize) -> {
            double[] medians = bySize.stream().mapToDouble(GroupCosts::median).toArray();
            System.out.printf(
                    "| %s | %.3f | %.3f | %.3f | x%.2f |%n",
                    request, medians[0], medians[1], medians[2], medians[2] / medians[0]);
        });
    }

    private static List<List<Double>> lists() {
        return Arrays.stream(SIZES)
                .mapToObj(size -> (List<Double>) new ArrayList<Double>())
                .toList();
    }

    private static double median(List<Double> values) {
        return Compare.median(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** Returns milliseconds of CPU time of server and database per request, on one connection. */
    private double cost(LongFunction<Request> request, double seconds) {
        double before = server.cpu() - server.compilerCpu() + server.databaseCpu();
        Load.Result result = new Load(server.port(), 1, seconds).run(request, status -> status < 300);
        return (server.cpu() - server.compilerCpu() + server.databaseCpu() - before) / result.nanos().length;
    }

    private void readAll() throws IOException {
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            long start = System.nanoTime();
            Response answer = send("GET", paths.get(LARGEST), "");
            System.out.printf(
                    "GET with all %,d members: %,d ms, %,d KB; heap of 256 MiB, %,d KiB in use afterwards%n",
                    LARGEST,
                    (System.nanoTime() - start) / 1_000_000,
                    answer.body().length / 1_000,
                    Long.parseLong(server.order("heap")) / 1_024);
        }
    }

    private void replace() throws IOException {
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            int first = repeat % 2 == 0 ? 4 : 1;
            String body = "{\"displayName\":\"Group of " + PUT_SIZE + "\",\"members\":"
                    + members(first, PUT_SIZE + first - 1) + "}";
            long start = System.nanoTime();
            double cpu = server.cpu() + server.databaseCpu();
            send("PUT", paths.get(PUT_SIZE) + "?excludedAttributes=members", body);
            System.out.printf(
                    "PUT of %,d members, of which 3 leave and 3 join: %,d ms, %,.0f ms of CPU%n",
                    PUT_SIZE, (System.nanoTime() - start) / 1_000_000, server.cpu() + server.databaseCpu() - cpu);
        }
    }
}
