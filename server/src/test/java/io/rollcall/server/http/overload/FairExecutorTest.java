package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairExecutorTest {
    private final FairExecutor executor = new FairExecutor(1, Thread::new);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void aNetworkWithManyTasksDelaysOnlyItsOwn() throws InterruptedException {
        block();
        for (int number = 1; number <= 3; number++) {
            run("192.0.2.1", "flood " + number);
        }
        run("192.0.2.2", "other");
        assertThat(finish()).containsExactly("flood 1", "other", "flood 2", "flood 3");
    }

    @Test
    void everySecondTurnIsForKnownNetworks() throws InterruptedException {
        block();
        for (int number = 1; number <= 4; number++) {
            run("192.0.2." + number, "stranger " + number);
        }
        run("203.0.113.1", "known 1");
        run("203.0.113.1", "known 2");
        assertThat(finish()).startsWith("stranger 1", "known 1", "stranger 2", "known 2", "stranger 3");
    }

    @Test
    void dropsTheTasksOfAnOwnerThatHasGone() throws InterruptedException {
        block();
        run("192.0.2.1", "gone");
        run("192.0.2.1", "stays");
        executor.remove("gone");
        assertThat(finish()).containsExactly("stays");
    }

    private void block() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        executor.execute("192.0.2.1", false, "first", () -> {
            begun.countDown();
            await(open);
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private void run(String network, String name) {
        executor.execute(network, network.startsWith("203.0.113."), name, () -> ran.add(name));
    }

    private List<String> finish() throws InterruptedException {
        executor.execute("192.0.2.1", false, "last", done::countDown);
        open.countDown();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        return ran;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
