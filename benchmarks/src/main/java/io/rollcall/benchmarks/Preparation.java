package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** State that scenarios need before they are measured: users to delete, deleted users, and a default role. */
final class Preparation {
    static final String DELETE = "DELETE";
    static final String RETURN = "POST of a former user";
    static final String DEFAULT_ROLE = "POST with the default role";

    /** About as many as are measured in a second. */
    private static final int USERS_A_SECOND = 2_500;

    private static final int CONNECTIONS = 16;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final ServerProcess server;
    private final List<String> organizations;
    private final Queue<Made> present = new ConcurrentLinkedQueue<>();
    private final Queue<Made> former = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean defaultRole = new AtomicBoolean();

    Preparation(ServerProcess server, SeededOrganizations organizations) {
        this.server = server;
        this.organizations = organizations.ids();
    }

    /** User who was created for a scenario. */
    record Made(int organization, String name, String id) {}

    /** Returns a user to delete; none is left if it is null. */
    Made nextPresent() {
        return present.poll();
    }

    /** Returns a deleted user; none is left if it is null. */
    Made nextFormer() {
        return former.poll();
    }

    /** Prepares a scenario that runs for that time. */
    void prepare(String scenario, double seconds, Scenarios scenarios) throws IOException {
        assignDefaultRole(scenario.equals(DEFAULT_ROLE));
        int count = (int) (USERS_A_SECOND * seconds);
        if (scenario.equals(DELETE)) {
            present.addAll(create(count - present.size(), scenarios));
        } else if (scenario.equals(RETURN)) {
            List<Made> deleted = create(count - former.size(), scenarios);
            send(deleted, user -> scenarios.delete(user), (user, response) -> user);
            former.addAll(deleted);
        }
    }

    private void assignDefaultRole(boolean wanted) {
        if (defaultRole.getAndSet(wanted) != wanted) {
            organizations.forEach(id -> server.order("default-role " + id + (wanted ? " user" : " none")));
        }
    }

    private List<Made> create(int count, Scenarios scenarios) throws IOException {
        List<Made> users = IntStream.range(0, Math.max(0, count))
                .mapToObj(number -> new Made(number % organizations.size(), scenarios.newName(number), ""))
                .toList();
        return send(users, scenarios::create, (user, response) -> {
            Matcher id = ID.matcher(response.text());
            if (!id.find()) {
                throw new IllegalStateException(response.text());
            }
            return new Made(user.organization(), user.name(), id.group(1));
        });
    }

    private interface Reader {
        Made read(Made user, Response response);
    }

    /** Sends a request for each user, in parallel. */
    private List<Made> send(List<Made> users, Function<Made, Request> requests, Reader reader) throws IOException {
        Queue<Made> open = new ConcurrentLinkedQueue<>(users);
        Queue<Made> done = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            Callable<Boolean> work = () -> {
                try (HttpConnection connection = new HttpConnection(server.port())) {
                    for (Made user = open.poll(); user != null; user = open.poll()) {
                        done.add(reader.read(user, connection.send(requests.apply(user))));
                    }
                    return true;
                }
            };
            for (Future<Boolean> thread : threads.invokeAll(
                    IntStream.range(0, CONNECTIONS).mapToObj(number -> work).toList())) {
                thread.get();
            }
            return List.copyOf(done);
        } catch (InterruptedException | ExecutionException failure) {
            throw new IOException(failure);
        } finally {
            threads.shutdownNow();
        }
    }
}
