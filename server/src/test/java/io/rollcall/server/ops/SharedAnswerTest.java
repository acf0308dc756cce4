package io.rollcall.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedAnswerTest {
    private static final Duration TTL = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicBoolean slow = new AtomicBoolean();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final SharedAnswer<Integer> shared = new SharedAnswer<>(this::answer, TTL, now::get);

    @Test
    void worksOutOneAnswerForManyRequestsOfOneSecond() {
        assertThat(shared.get()).isOne();
        now.addAndGet(TTL.toNanos() - 1);
        assertThat(shared.get()).isOne();
        now.incrementAndGet();
        assertThat(shared.get()).isEqualTo(2);
    }

    @Test
    void givesTheLastAnswerWhileAnotherThreadWorksOnTheNext() throws InterruptedException {
        assertThat(shared.get()).isOne();
        now.addAndGet(TTL.toNanos());
        slow.set(true);
        CompletableFuture<Integer> next = CompletableFuture.supplyAsync(shared::get);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shared.get()).isOne();
        goOn.countDown();
        assertThat(next.join()).isEqualTo(2);
        assertThat(shared.get()).isEqualTo(2);
    }

    private int answer() {
        if (slow.get()) {
            begun.countDown();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return answers.incrementAndGet();
    }
}
