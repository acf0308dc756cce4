package io.rollcall.server.http.overload;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * How many requests are let in at a time, those in line included.
 *
 * <p>Where many have been refused for a while, since all places are taken and the processors busy, it is better for the others
 * not to wait: some have to be refused either way. Then there are about as many places as keep the processors busy, which
 * depends on how long requests wait for the database. Fewer at a time are answered sooner, and hardly fewer in all.
 */
final class AdaptiveLimit {
    /** More at a time would only wait for each other from that load on. */
    private static final double BUSY = 0.9;

    /** Processors that have less to do could answer more at a time. */
    private static final double IDLE = 0.75;

    /** Of those who come, one in so many is refused, at least. Without a line some are, though all could be answered. */
    private static final int REFUSED = 5;

    /** How many looks in a row: what comes all at once and is done within that has no reason to be refused. */
    private static final int LASTING = 3;

    /** How many looks the line stays away for after the last one that found many refused. */
    private static final int OVER = 10;

    /** So that one is answered while another waits for the disk. */
    private static final int A_PROCESSOR = 2;

    private final int all;
    private final int least;
    private final DoubleSupplier load;

    /** In a row, that found what ends the present state. */
    private final AtomicInteger looks = new AtomicInteger();

    private final AtomicInteger now;

    /**
     * @param all how many there are where not too much comes
     * @param load of all processors since it was last asked, from 0 to 1; less than 0 where nobody knows
     */
    AdaptiveLimit(int all, int processors, DoubleSupplier load) {
        this.all = all;
        this.least = Math.min(all, A_PROCESSOR * processors);
        this.load = load;
        this.now = new AtomicInteger(all);
    }

    /** On the processors of this machine or container. */
    static AdaptiveLimit onProcessors(int all) {
        return new AdaptiveLimit(all, Runtime.getRuntime().availableProcessors(), AdaptiveLimit::cpuLoad);
    }

    /** Asked for when it is first needed, since a start is quicker without. */
    private static double cpuLoad() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getCpuLoad();
    }

    int now() {
        return now.get();
    }

    /** By one thread, ten times a second. @param came since the last look @param refused of those */
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
