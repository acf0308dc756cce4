package io.rollcall.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Throughput of events on one server: positions that are given, events that a consumer reads, messages to webhooks, and the time
 * from a commit until its event can be read.
 */
final class EventThroughput {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EVENTS = "/api/admin/v1/events";
    private static final int WRITERS = 8;
    private static final int CHANGES_A_SECOND = 5_000;
    private static final int BACKLOG = 100_000;
    private static final int MESSAGES = 10_000;
    private static final int OK = 200;
    private static final long FIFTH_OF_A_SECOND = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private final ServerProcess server;
    private final double seconds;
    private final String organization;
    private final String token;
    private final String key;

    private EventThroughput(ServerProcess server, double seconds) {
        this.server = server;
        this.seconds = seconds;
        String[] created = server.order("organization bench-events").split(" ");
        this.organization = created[0];
        this.token = created[1];
        this.key = server.order("key");
    }

    /** @param arguments seconds of each measurement under load */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 10;
        try (ServerProcess server = ServerProcess.start(List.of("-Xmx512m"))) {
            EventThroughput measurement = new EventThroughput(server, seconds);
            measurement.warmUp();
            measurement.run();
        }
    }

    private void run() throws IOException, InterruptedException {
        backlog();
        sustained();
        consumer();
        for (int endpoints : new int[] {1, 2, 4}) {
            webhooks(endpoints);
        }
        System.out.println(new EventDelay(server.port(), token, key).measure(WRITERS, seconds));
        printLoad();
    }

    private void warmUp() throws IOException {
        changes(BACKLOG / 2);
        await(position());
        read("");
        writes();
    }

    private static void printLoad() {
        System.out.printf(
                "load average: %.1f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private long position() {
        return Long.parseLong(server.order("position"));
    }

    private void changes(int count) {
        server.order("changes " + organization + " " + count);
    }

    /** Waits until that many events have positions. */
    private void await(long position) {
        long start = System.nanoTime();
        while (position() < position) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new IllegalStateException("events get no positions");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Measures positions a second while nothing else happens. */
    private void backlog() {
        printLoad();
        long before = position();
        double cpu = server.cpu() + server.databaseCpu();
        changes(BACKLOG);
        long start = System.nanoTime();
        await(before + BACKLOG);
        double took = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "positions of a backlog of %,d: %,.0f a second, %.3f ms of CPU each%n",
                BACKLOG, BACKLOG / took, (server.cpu() + server.databaseCpu() - cpu) / BACKLOG);
    }

    /** Measures writes alone, and while other changes come in a steady stream. */
    private void sustained() throws InterruptedException {
        double alone = writes();
        List<Double> beside = new ArrayList<>();
        Thread writers = new Thread(() -> beside.add(writes()), "writers");
        long before = position();
        int written = 0;
        long most = 0;
        writers.start();
        for (long next = System.nanoTime(); writers.isAlive(); next += FIFTH_OF_A_SECOND) {
            changes(CHANGES_A_SECOND / 5);
            written += CHANGES_A_SECOND / 5;
            most = Math.max(most, before + written - position());
            LockSupport.parkNanos(next + FIFTH_OF_A_SECOND - System.nanoTime());
        }
        writers.join();
        long start = System.nanoTime();
        await(before + written + (long) (beside.get(0) * seconds));
        System.out.printf(
                "positions of %,d changes in %.0f s besides those of %d writers: at most %,d waited, and none %.2f s after"
                        + " the end; %,.0f writes a second instead of %,.0f (x%.2f)%n",
                written,
                seconds,
                WRITERS,
                most,
                (System.nanoTime() - start) / 1e9,
                beside.get(0),
                alone,
                beside.get(0) / alone);
    }

    /** Returns the new users a second of {@link #WRITERS} connections. */
    private double writes() {
        String run = Long.toString(System.nanoTime(), 36);
        return new Load(server.port(), WRITERS, seconds)
                .run(
                        number -> Request.of(
                                "POST",
                                "/API/enterprise/scim/Users",
                                token,
                                Users.body("events" + run + number + "@example.com", "new")),
                        status -> status < 300)
                .throughput();
    }

    /** Measures the events a second that one consumer reads. */
    private void consumer() throws IOException {
        double cpu = server.cpu();
        double database = server.databaseCpu();
        long start = System.nanoTime();
        int read = read("");
        double took = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "one consumer reads %,d events: %,.0f a second, %.3f ms of CPU each, of it database %.3f%n",
                read,
                read / took,
                (server.cpu() - cpu + server.databaseCpu() - database) / read,
                (server.databaseCpu() - database) / read);
    }

    /** Reads all events from the oldest one, and returns their number. @param parameters further ones of the query */
    private int read(String parameters) throws IOException {
        int read = 0;
        String after = "";
        try (HttpConnection connection = new HttpConnection(server.port())) {
            JsonNode page;
            do {
                Response answer = connection.send(Request.json(EVENTS + "?limit=1000" + after + parameters, key));
                if (answer.status() != OK) {
                    throw new IllegalStateException(answer.text());
                }
                page = JSON.readTree(answer.body());
                read += page.path("events").size();
                after = "&after=" + page.path("next").asText();
            } while (page.path("more").asBoolean());
        }
        return read;
    }

    /** Measures messages a second to that many endpoints, each of which receives all events. */
    private void webhooks(int endpoints) throws IOException {
        List<EventReceiver> receivers = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int endpoint = 0; endpoint < endpoints; endpoint++) {
            receivers.add(new EventReceiver());
            ids.add(server.order("webhook " + receivers.get(endpoint).url()));
        }
        double cpu = server.cpu();
        double database = server.databaseCpu();
        changes(MESSAGES);
        long start = System.nanoTime();
        while (receivers.stream().anyMatch(receiver -> receiver.count() < MESSAGES)) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new IllegalStateException("messages do not arrive");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        double all = MESSAGES * (double) endpoints;
        System.out.printf(
                "webhooks, %d of %,d messages: %,.0f a second together, %.3f ms of CPU each, of it database %.3f, %d out of"
                        + " order%n",
                endpoints,
                MESSAGES,
                receivers.stream().mapToDouble(EventReceiver::throughput).sum(),
                (server.cpu() - cpu + server.databaseCpu() - database) / all,
                (server.databaseCpu() - database) / all,
                receivers.stream().mapToInt(EventReceiver::disordered).sum());
        ids.forEach(id -> server.order("remove-webhook " + id));
        for (EventReceiver receiver : receivers) {
            receiver.close();
        }
    }
}
