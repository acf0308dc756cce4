package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DelayedRefusalsTest {
    private static final int MAX = 2;
    private static final Duration LONG = Duration.ofHours(1);
    private static final int SMALL_BODY = 1_024;

    private final AtomicBoolean roomy = new AtomicBoolean(true);

    @Test
    void pausesNoMoreRequestsAtATimeThanItsBound() {
        try (DelayedRefusals refusals = new DelayedRefusals(LONG, MAX, roomy::get)) {
            pause(refusals);
            refusals.forLackOfPlace(SMALL_BODY).orElseThrow().execute(() -> {});
            assertThat(refusals.paused()).isEqualTo(MAX);
            assertThat(refusals.forAddress(0)).isEmpty();
            assertThat(refusals.forLackOfPlace(0)).isEmpty();
        }
    }

    @Test
    void pausesAgainOnceARequestIsRefused() throws InterruptedException {
        CountDownLatch refused = new CountDownLatch(1);
        try (DelayedRefusals refusals = new DelayedRefusals(Duration.ofMillis(1), 1, roomy::get)) {
            refusals.forAddress(0).orElseThrow().execute(refused::countDown);
            assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(refusals.forAddress(0)).isPresent();
        }
    }

    @Test
    void refusesAtOnceWhileConnectionsOrDescriptorsAreShort() {
        try (DelayedRefusals refusals = new DelayedRefusals(LONG, MAX, roomy::get)) {
            roomy.set(false);
            assertThat(refusals.forAddress(0)).isEmpty();
            assertThat(refusals.forLackOfPlace(0)).isEmpty();
            roomy.set(true);
            assertThat(refusals.forAddress(0)).isPresent();
        }
    }

    @Test
    void refusesLargeRequestsAtOnce() {
        try (DelayedRefusals refusals = new DelayedRefusals(LONG, MAX, roomy::get)) {
            assertThat(refusals.forAddress(SMALL_BODY + 1)).isEmpty();
        }
    }

    private static void pause(DelayedRefusals refusals) {
        refusals.forAddress(0).orElseThrow().execute(() -> {});
    }
}
