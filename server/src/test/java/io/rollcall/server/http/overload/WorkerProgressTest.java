package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Eventually;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkerProgressTest {
    private final WorkerProgress progress = new WorkerProgress(Duration.ofMillis(200));

    @Test
    void noWorkIsNoProblem() {
        Eventually.pause(Duration.ofMillis(300));
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
        worker.start();
        assertThat(progress.problem(true)).isEmpty();
        assertThat(Eventually.get(() -> progress.problem(true), Optional::isPresent))
                .hasValueSatisfying(problem -> assertThat(problem).contains("all workers are busy"));
        end.countDown();
        worker.join();
        assertThat(progress.problem(true)).isEmpty();
    }

    @Test
    void whatAnotherThreadRefusesIsNoProgress() {
        assertThat(Eventually.get(
                        () -> {
                            progress.changed();
                            return progress.problem(true);
                        },
                        Optional::isPresent))
                .isPresent();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
