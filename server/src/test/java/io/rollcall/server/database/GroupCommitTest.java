package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.Together;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final Duration FOREVER = Duration.ofMinutes(5);
    private static final int MAX_GROUP = 32;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> alone = new ConcurrentLinkedQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger blocked = new AtomicInteger();

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdownNow();
    }

    @Test
    void writesAloneWhatComesAlone() {
        GroupCommit<Integer, String> commit = commit(this::write);

        assertThat(write(commit, 1)).isEqualTo("alone 1");
        assertThat(write(commit, 2)).isEqualTo("alone 2");
        assertThat(groups).isEmpty();
    }

    @Test
    void writesAtOnceWhatCameWhileOthersWrote() throws Exception {
        GroupCommit<Integer, String> commit = commit(this::write);
        List<Future<String>> writers = block(commit);
        List<Future<String>> waiting = submit(commit, 1, 2, 3);
        release.countDown();

        for (int item = 1; item <= 3; item++) {
            assertThat(waiting.get(item - 1).get()).isIn("together " + item, "alone " + item);
        }
        assertThat(groups).hasSize(1);
        for (Future<String> writer : writers) {
            assertThat(writer.get()).startsWith("alone");
        }
    }

    @Test
    void writesEachAloneWhereAGroupFails() throws Exception {
        GroupCommit<Integer, String> commit = commit(items -> {
            groups.add(items);
            return Optional.empty();
        });
        block(commit);
        List<Future<String>> waiting = submit(commit, 1, 2, 3, 4);
        release.countDown();

        for (int item = 1; item <= 4; item++) {
            assertThat(waiting.get(item - 1).get()).isEqualTo("alone " + item);
        }
        assertThat(groups).isNotEmpty().hasSizeLessThanOrEqualTo(GroupCommit.WRITERS);
    }

    @Test
    void writesEachAloneIfAGroupHasOneMember() throws Exception {
        GroupCommit<Integer, String> commit = new GroupCommit<>(this::write, 1, FOREVER, Duration.ZERO, Tracing.OFF);
        block(commit);

        assertThat(threads.submit(() -> write(commit, 1)).get(1, TimeUnit.MINUTES))
                .isEqualTo("alone 1");
    }

    @Test
    void letsNobodyWaitForAWhileAfterAGroupFailed() throws Exception {
        GroupCommit<Integer, String> commit = failing(FOREVER);
        int more = GroupCommit.WRITERS + 1;
        CountDownLatch all = new CountDownLatch(more);
        List<String> met = Together.run(
                more,
                writer -> commit.write(writer, () -> {
                    all.countDown();
                    return "met " + met(all);
                }));

        assertThat(met).containsOnly("met true");
    }

    @Test
    void hasOthersWaitAgainOnceThatIsOver() throws Exception {
        GroupCommit<Integer, String> commit = failing(Duration.ZERO);
        CountDownLatch again = new CountDownLatch(1);
        block(commit, again);
        try {
            submit(commit, 5, 6);
        } finally {
            again.countDown();
        }
    }

    @Test
    void saysToAllThatThereWasNoConnection() throws Exception {
        GroupCommit<Integer, String> commit = commit(items -> {
            groups.add(items);
            throw new DatabaseUnavailable(new SQLException("none in time"));
        });
        block(commit);
        List<Future<String>> waiting = submit(commit, 1, 2, 3, 4);
        release.countDown();

        assertThat(waiting).anySatisfy(one -> assertThatThrownBy(one::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DatabaseUnavailable.class));
        for (Future<String> one : waiting) {
            assertThat(outcome(one)).matches("alone \\d|DatabaseUnavailable");
        }
        assertThat(write(commit, 5)).isEqualTo("alone 5");
    }

    @Test
    void tracesWhatWaits() throws Exception {
        Queue<String> parts = new ConcurrentLinkedQueue<>();
        GroupCommit<Integer, String> commit =
                new GroupCommit<>(this::write, MAX_GROUP, FOREVER, Duration.ZERO, new RecordedTracing(parts));
        block(commit);
        assertThat(parts).isEmpty();

        List<Future<String>> waiting = submit(commit, 1, 2, 3);
        release.countDown();
        for (Future<String> one : waiting) {
            one.get();
        }
        assertThat(parts).containsExactly("database.group", "database.group", "database.group");
    }

    @Test
    void leavesAWriterThatIsStuck() throws Exception {
        GroupCommit<Integer, String> commit =
                new GroupCommit<>(this::write, MAX_GROUP, Duration.ofMillis(1), Duration.ZERO, Tracing.OFF);
        block(commit);

        assertThat(threads.submit(() -> write(commit, 1)).get(1, TimeUnit.MINUTES))
                .isEqualTo("alone 1");
    }

    @Test
    void reportsAnErrorOnlyToItsOwnWrite() throws Exception {
        GroupCommit<Integer, String> commit = commit(this::write);

        assertThatThrownBy(() -> commit.write(1, () -> {
                    throw new IllegalStateException("taken");
                }))
                .hasMessage("taken");
        assertThat(write(commit, 2)).isEqualTo("alone 2");
    }

    @Test
    void letsNobodyWaitForAGroupThatBroke() throws Exception {
        GroupCommit<Integer, String> commit = commit(items -> {
            throw new IllegalStateException("broken");
        });
        block(commit);
        List<Future<String>> waiting = submit(commit, 1, 2, 3, 4);
        release.countDown();

        for (Future<String> one : waiting) {
            assertThat(outcome(one)).matches("alone \\d|IllegalStateException");
        }
        assertThat(write(commit, 5)).isEqualTo("alone 5");
    }

    @Test
    void neverHasMoreWritersThanTwoAndLosesNothing() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Function<List<Integer>, Optional<List<String>>> together = items -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            return write(items);
        };
        GroupCommit<Integer, String> commit = commit(together);

        List<List<String>> results = Together.run(16, thread -> {
            List<String> own = new ArrayList<>();
            for (int number = 0; number < 500; number++) {
                int item = thread * 500 + number;
                String result = commit.write(item, () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    alone.add(item);
                    return "alone " + item;
                });
                own.add(result.replaceAll("\\D", ""));
            }
            return own;
        });

        List<Integer> all =
                results.stream().flatMap(List::stream).map(Integer::valueOf).toList();
        assertThat(all).isSorted().hasSize(8_000).doesNotHaveDuplicates();
        assertThat(alone.size() + groups.stream().mapToInt(List::size).sum()).isEqualTo(8_000);
        assertThat(groups).isNotEmpty();
        assertThat(most.get()).isLessThanOrEqualTo(GroupCommit.WRITERS);
    }

    private static GroupCommit<Integer, String> commit(Function<List<Integer>, Optional<List<String>>> together) {
        return new GroupCommit<>(together, MAX_GROUP, FOREVER, Duration.ZERO, Tracing.OFF);
    }

    /** One where a group has just failed. */
    private GroupCommit<Integer, String> failing(Duration apart) throws Exception {
        GroupCommit<Integer, String> commit =
                new GroupCommit<>(items -> Optional.empty(), MAX_GROUP, FOREVER, apart, Tracing.OFF);
        List<Future<String>> all = new ArrayList<>(block(commit));
        all.addAll(submit(commit, 1, 2, 3, 4));
        release.countDown();
        for (Future<String> one : all) {
            assertThat(one.get()).startsWith("alone");
        }
        return commit;
    }

    private Optional<List<String>> write(List<Integer> items) {
        groups.add(items);
        return Optional.of(items.stream().map(item -> "together " + item).toList());
    }

    private String write(GroupCommit<Integer, String> commit, int item) {
        return commit.write(item, () -> {
            alone.add(item);
            return "alone " + item;
        });
    }

    /** Has all writers there may be wait for {@link #release}. */
    private List<Future<String>> block(GroupCommit<Integer, String> commit) {
        return block(commit, release);
    }

    private List<Future<String>> block(GroupCommit<Integer, String> commit, CountDownLatch latch) {
        blocked.set(0);
        List<Future<String>> writers = new ArrayList<>();
        for (int writer = 1; writer <= GroupCommit.WRITERS; writer++) {
            int item = -writer;
            writers.add(threads.submit(() -> commit.write(item, () -> {
                blocked.incrementAndGet();
                met(latch);
                return "alone " + item;
            })));
        }
        assertThat(Eventually.get(blocked::get, count -> count == GroupCommit.WRITERS))
                .isEqualTo(GroupCommit.WRITERS);
        return writers;
    }

    /** Has them wait in line. */
    private List<Future<String>> submit(GroupCommit<Integer, String> commit, int... items) {
        List<Future<String>> all = new ArrayList<>();
        for (int item : items) {
            all.add(threads.submit(() -> write(commit, item)));
        }
        assertThat(Eventually.get(commit::waiting, waiting -> waiting == items.length))
                .isEqualTo(items.length);
        return all;
    }

    /** @return whether it was met in time */
    private static boolean met(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Knows which parts were begun. */
    private record RecordedTracing(Queue<String> parts) implements Tracing {
        @Override
        public Span request(String name, UnaryOperator<String> headers) {
            return Span.NONE;
        }

        @Override
        public Span part(String name) {
            parts.add(name);
            return Span.NONE;
        }

        @Override
        public void close() {
            // there is nothing
        }
    }

    private static String outcome(Future<String> one) throws InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException failure) {
            return failure.getCause().getClass().getSimpleName();
        }
    }
}
