package io.rollcall.server.entry;

import io.rollcall.server.kernel.StartupProblem;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Graceful shutdown: when the process gets a signal to end, the working thread is interrupted, and the process exits after it
 * has closed its resources.
 */
final class GracefulShutdown {
    private static final long TIMEOUT_SECONDS = 60;

    private final Thread worker = Thread.currentThread();
    private final AtomicBoolean told = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    private GracefulShutdown() {}

    /** Runs the work. @throws StartupProblem if the process was stopped before the work was done */
    static <T> T of(Supplier<T> work) {
        GracefulShutdown end = new GracefulShutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(end::demand, "end"));
        return end.run(work);
    }

    private <T> T run(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw told.get() ? new StartupProblem("Stopped before it was done.") : failure;
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
