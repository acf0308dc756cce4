package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Eventually;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkerProgressTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final WorkerProgress progress = new WorkerProgress(nanoTime::get);

    private void advance(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    @Test
    void noWorkIsNoProblem() {
        advance(Duration.ofMinutes(1));
        assertThat(progress.problem(false)).isEmpty();
    }

    @Test
    void busyWorkersWithoutAnEndAreAProblemAfterAWhile() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread worker = progress.noting(Thread::new).newThread(() -> {
            progress.changed();
            await(end);
            progress.changed();
        });
        advance(Duration.ofMinutes(1));
        worker.start();
        assertThat(Eventually.get(() -> progress.problem(true), Optional::isEmpty))
                .isEmpty();
        advance(Duration.ofSeconds(30));
        assertThat(progress.problem(true)).isEmpty();
        advance(Duration.ofNanos(1));
        assertThat(progress.problem(true))
                .hasValueSatisfying(problem -> assertThat(problem).contains("all workers are busy"));
        end.countDown();
        worker.join();
        assertThat(progress.problem(true)).isEmpty();
    }

    @Test
    void whatAnotherThreadRefusesIsNoProgress() {
        advance(Duration.ofMinutes(1));
        progress.changed();
        assertThat(progress.problem(true)).isPresent();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
