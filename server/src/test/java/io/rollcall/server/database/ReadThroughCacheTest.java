package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Deadline;
import io.rollcall.server.testing.Eventually;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Copies of rows: loaded once for everybody who asks, and never kept past a change. */
class ReadThroughCacheTest {
    private static final int CROWD = 50;
    private static final Duration LONG = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger loads = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Deadline deadline = new Deadline();

    @AfterEach
    void end() {
        release.countDown();
        threads.shutdownNow();
    }

    @Test
    void loadsOnceForACrowd() throws Exception {
        ReadThroughCache<String, String> cache = cache(key -> {
            awaitRelease();
            return Optional.of("row");
        });
        List<Future<Optional<String>>> crowd = crowd(cache);
        release.countDown();
        for (Future<Optional<String>> one : crowd) {
            assertThat(one.get()).contains("row");
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void sharesOneFailureWithTheWholeCrowd() {
        ReadThroughCache<String, String> cache = cache(key -> {
            awaitRelease();
            throw new DatabaseUnavailable("away", false);
        });
        List<Future<Optional<String>>> crowd = crowd(cache);
        release.countDown();
        for (Future<Optional<String>> one : crowd) {
            assertThatThrownBy(one::get).hasCauseInstanceOf(DatabaseUnavailable.class);
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void noticesWithinASecondThatTheDatabaseIsBack() {
        AtomicReference<Optional<DatabaseUnavailable>> failure =
                new AtomicReference<>(Optional.of(new DatabaseUnavailable("away", false)));
        ReadThroughCache<String, String> cache = cache(key -> {
            failure.get().ifPresent(away -> {
                throw away;
            });
            return Optional.of("row");
        });
        assertThatThrownBy(() -> cache.get("key")).isInstanceOf(DatabaseUnavailable.class);
        failure.set(Optional.empty());
        long back = System.nanoTime();

        assertThat(Eventually.get(() -> orEmpty(cache), Optional::isPresent)).contains("row");
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void waitsForAnotherLoadNoLongerThanTheDeadline() {
        ReadThroughCache<String, String> cache = cache(key -> {
            awaitRelease();
            return Optional.of("row");
        });
        Future<Optional<String>> slow = threads.submit(() -> cache.get("key"));
        Eventually.get(loads::get, count -> count == 1);
        deadline.set(System.nanoTime());

        assertThatThrownBy(() -> cache.get("key")).isInstanceOf(DatabaseUnavailable.class);
        assertThat(slow).isNotDone();
    }

    @Test
    void doesNotKeepWhatWasReadBeforeAChange() {
        AtomicReference<String> row = new AtomicReference<>("before");
        CompletableFuture<Void> read = new CompletableFuture<>();
        ReadThroughCache<String, String> cache = cache(key -> {
            String found = row.get();
            if (read.complete(null)) {
                awaitRelease();
            }
            return Optional.of(found);
        });
        Future<Optional<String>> early = threads.submit(() -> cache.get("key"));
        read.join();
        row.set("after");
        cache.invalidate("key");
        release.countDown();

        assertThat(early).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.of("before"));
        assertThat(cache.get("key")).contains("after");
    }

    @Test
    void doesNotKeepThatThereIsNoRow() {
        ReadThroughCache<String, String> cache = cache(key -> Optional.empty());
        assertThat(cache.get("key")).isEmpty();
        assertThat(cache.get("key")).isEmpty();
        assertThat(loads).hasValue(2);
    }

    private static Optional<String> orEmpty(ReadThroughCache<String, String> cache) {
        try {
            return cache.get("key");
        } catch (DatabaseUnavailable away) {
            return Optional.empty();
        }
    }

    private ReadThroughCache<String, String> cache(Function<String, Optional<String>> loader) {
        return new ReadThroughCache<>(LONG, deadline, key -> {
            loads.incrementAndGet();
            return loader.apply(key);
        });
    }

    /** Asks for one key from many threads, and returns once one of them loads and all others wait for it. */
    private List<Future<Optional<String>>> crowd(ReadThroughCache<String, String> cache) {
        Queue<Thread> asking = new ConcurrentLinkedQueue<>();
        List<Future<Optional<String>>> crowd = IntStream.range(0, CROWD)
                .mapToObj(number -> threads.submit(() -> {
                    asking.add(Thread.currentThread());
                    return cache.get("key");
                }))
                .toList();
        Eventually.get(() -> asking.stream().filter(ReadThroughCacheTest::waits).count(), waiting -> waiting == CROWD);
        return crowd;
    }

    private static boolean waits(Thread thread) {
        return EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState());
    }

    private void awaitRelease() {
        await(release);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            throw new IllegalStateException(over);
        }
    }
}
