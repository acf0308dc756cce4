package io.rollcall.server.entry;

import io.rollcall.server.kernel.StartupProblem;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets work put away what it has opened, in its order, when the process is told to end: the working thread is interrupted,
 * at whatever it does, and the process ends once it is done.
 */
final class GracefulShutdown {
    private static final long TIMEOUT_SECONDS = 60;

    private final Thread worker = Thread.currentThread();
    private final AtomicBoolean told = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    private GracefulShutdown() {}

    /** @throws StartupProblem where the process was told to end before the work was done */
    static <T> T of(Supplier<T> work) {
        GracefulShutdown end = new GracefulShutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(end::demand, "end"));
        return end.run(work);
    }

    private <T> T run(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw told.get() ? new StartupProblem("Told to end before it was done.") : failure;
        } finally {
            done.countDown();
        }
    }

    private void demand() {
        if (done.getCount() == 0) {
            return;
        }
        told.set(true);
        worker.interrupt();
        try {
            done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }
}
