package io.rollcall.server.administrators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.testing.Together;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A flood of sign-ins occupies only a few threads. */
class HashingQueueTest {
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void refusesAtOnceWhatItHasNoPlaceForAndServesAPreferredOne() {
        HashingQueue queue = new HashingQueue(1, 0);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> queue.admit(() -> queue.run(() -> {
            running.countDown();
            await(end);
            return 1;
        })));
        await(running);
        assertThatThrownBy(() -> queue.admit(() -> 2)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_MANY);
            assertThat(refusal.retryAfterSeconds()).isEqualTo(1);
        });
        CompletableFuture<Integer> preferred = CompletableFuture.supplyAsync(() -> queue.run(() -> 3));
        end.countDown();
        assertThat(first.join()).isEqualTo(1);
        assertThat(preferred.join()).isEqualTo(3);
        assertThat(queue.<Integer>admit(() -> 4)).isEqualTo(4);
    }

    @Test
    void neverRunsMoreThanItsNumberAtATime() {
        HashingQueue queue = new HashingQueue(2, 30);
        AtomicInteger now = new AtomicInteger();
        List<Integer> seen = Together.run(
                30,
                number -> queue.admit(() -> queue.run(() -> {
                    int together = now.incrementAndGet();
                    Thread.yield();
                    now.decrementAndGet();
                    return together;
                })));
        assertThat(seen).allMatch(together -> together <= 2);
    }

    @Test
    void freesItsPlacesWhenTheWorkFails() {
        HashingQueue queue = new HashingQueue(1, 0);
        assertThatThrownBy(() -> queue.admit(() -> queue.run(() -> {
                    throw new IllegalStateException("broken hash");
                })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(queue.<Integer>admit(() -> 1)).isEqualTo(1);
    }
}
