package io.rollcall.server.http.overload;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * Adaptive limit on admitted requests, queued ones included.
 *
 * <p>Under lasting overload some requests have to be refused anyway, so queueing only makes the others slow. The limit then
 * falls to about what keeps the processors busy, which depends on how long requests wait for the database. Requests are
 * answered sooner, and hardly fewer in all.
 */
final class AdaptiveLimit {
    /** Above this load, concurrency only adds queueing. */
    private static final double BUSY = 0.9;

    /** Below this load, the processors could take more requests. */
    private static final double IDLE = 0.75;

    /**
     * Overload means that at least one request in this many is refused. Without a queue, a few are refused even below
     * capacity.
     */
    private static final int REFUSED = 5;

    /** Consecutive samples that make overload lasting. A burst is over sooner. */
    private static final int LASTING = 3;

    /** Samples without overload before requests queue again. */
    private static final int OVER = 10;

    /** Requests per processor: one is answered while another waits for the disk. */
    private static final int A_PROCESSOR = 2;

    private final int all;
    private final int least;
    private final DoubleSupplier load;

    /** Consecutive samples that speak for leaving the present state. */
    private final AtomicInteger looks = new AtomicInteger();

    private final AtomicInteger now;

    /**
     * Creates a limit.
     *
     * @param all the limit without overload
     * @param load of all processors since the last call, from 0 to 1; negative if unknown
     */
    AdaptiveLimit(int all, int processors, DoubleSupplier load) {
        this.all = all;
        this.least = Math.min(all, A_PROCESSOR * processors);
        this.load = load;
        this.now = new AtomicInteger(all);
    }

    /** Returns a limit for the processors of this machine or container. */
    static AdaptiveLimit onProcessors(int all) {
        return new AdaptiveLimit(all, Runtime.getRuntime().availableProcessors(), AdaptiveLimit::cpuLoad);
    }

    /** Read lazily, to keep the start short. */
    private static double cpuLoad() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getCpuLoad();
    }

    int now() {
        return now.get();
    }

    /**
     * Takes a sample. Called by one thread, ten times a second.
     *
     * @param came since the last look
     * @param refused of those
     */
    void look(long came, long refused) {
        boolean many = refused > 0 && refused * REFUSED >= came;
        int next = now.get() == all ? withLine(many) : withoutLine(many);
        if ((now.getAndSet(next) == all) != (next == all)) {
            looks.set(0);
        }
    }

    private int withLine(boolean many) {
        looks.set(many && load.getAsDouble() >= BUSY ? looks.get() + 1 : 0);
        return looks.get() == LASTING ? least : all;
    }

    private int withoutLine(boolean many) {
        looks.set(many ? 0 : looks.get() + 1);
        return looks.get() == OVER ? all : adapted();
    }

    private int adapted() {
        double found = load.getAsDouble();
        int step = found >= BUSY ? -1 : found < IDLE ? 1 : 0;
        return Math.max(least, Math.min(all, now.get() + step));
    }
}
