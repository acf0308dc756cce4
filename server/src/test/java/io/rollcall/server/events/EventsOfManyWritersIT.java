package io.rollcall.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events of many writers on two servers: none lost, none twice, none out of order. */
@Tag("long")
class EventsOfManyWritersIT {
    private static final int USERS = 200;
    private static final int WRITERS = 8;
    private static final int CHANGES = 150;

    private static OwnDatabase database;
    private static RunningServer first;
    private static RunningServer second;

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        first = database.start(Map.of());
        second = database.start(Map.of());
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void areReadOnceAndInTheOrderOfTheVersionsOfEachUser() {
        TestOrganization organization = TestOrganization.create(first);
        List<ScimClient> servers = List.of(organization.client(first), organization.client(second));
        List<String> users = Together.run(WRITERS, writer -> IntStream.range(0, USERS / WRITERS)
                        .mapToObj(user -> servers.get(user % 2)
                                .post("/Users", "{\"userName\":\"u%d-%d\"}".formatted(writer, user))
                                .id())
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        Map<String, Integer> acknowledged = new HashMap<>();
        users.forEach(user -> acknowledged.put(user, 1));
        AtomicInteger writing = new AtomicInteger(WRITERS);

        List<List<LoggedEvent>> read = Together.run(WRITERS + 1, thread -> {
            if (thread == WRITERS) {
                return follow(second, writing);
            }
            Random random = new Random(thread);
            for (int change = 0; change < CHANGES; change++) {
                String user = users.get(random.nextInt(USERS));
                int status = servers.get(random.nextInt(2))
                        .put(
                                "/Users/" + user,
                                "{\"userName\":\"n%s\",\"title\":\"%d-%d\"}".formatted(user, thread, change))
                        .status();
                if (status == 200) {
                    synchronized (acknowledged) {
                        acknowledged.merge(user, 1, Integer::sum);
                    }
                }
            }
            writing.decrementAndGet();
            return List.of();
        });

        List<LoggedEvent> events = read.get(WRITERS);
        assertThat(events).extracting(LoggedEvent::id).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(LoggedEvent::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        Map<String, List<Integer>> versions = new HashMap<>();
        events.stream().filter(event -> event.subject().equals("user")).forEach(event -> versions.computeIfAbsent(
                        event.subjectId(), user -> new ArrayList<>())
                .add(event.version()));
        assertThat(versions.keySet()).isEqualTo(acknowledged.keySet());
        versions.forEach((user, found) -> assertThat(found)
                .as(user)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, acknowledged.get(user)).boxed().toList()));
    }

    /** Reads the log while it is written, to its end. */
    private static List<LoggedEvent> follow(RunningServer server, AtomicInteger writing) {
        EventLog log = server.component(EventLog.class);
        List<LoggedEvent> events = new ArrayList<>();
        long position = 0;
        boolean last;
        do {
            last = writing.get() == 0 && waiting() == 0;
            EventLog.Page page = log.read(EventQuery.all(position, 50));
            events.addAll(page.events());
            position = page.end();
            last &= !page.more();
        } while (!last);
        return events;
    }

    private static long waiting() {
        return second.component(Sequencer.class).look().hasWaiting() ? 1 : 0;
    }

    @Test
    void areReadableSoon() {
        TestOrganization organization = TestOrganization.create(first);
        ScimClient scim = organization.client(first);
        EventLog log = first.component(EventLog.class);
        List<Duration> delays = new ArrayList<>();
        for (int user = 0; user < 100; user++) {
            long before = log.newest();
            String id =
                    scim.post("/Users", "{\"userName\":\"soon" + user + "\"}").id();
            long committed = System.nanoTime();
            Eventually.get(() -> log.read(EventQuery.all(before, 100)).events(), found -> found.stream()
                    .anyMatch(event -> event.subjectId().equals(id)));
            delays.add(Duration.ofNanos(System.nanoTime() - committed));
        }
        Collections.sort(delays);
        System.out.println("Commit to readable: median " + delays.get(50).toMillis() + " ms, slowest "
                + delays.get(99).toMillis() + " ms");
        assertThat(delays.get(50)).isLessThan(Duration.ofMillis(500));
    }
}
