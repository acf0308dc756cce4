package io.rollcall.server.http;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * Whether the processors are what requests wait for, and have been for a while. Then fewer at a time are answered sooner, and
 * hardly fewer in all; where they wait for the database it is not so.
 */
final class Saturation {
    /** Nobody waits for a processor below that. */
    private static final double BUSY = 0.9;

    /** How many looks in a row: what comes all at once and is done within that has no reason to be refused. */
    private static final int LASTING = 3;

    /** So that one look that finds a moment of rest does not end it. */
    private static final int MOST = 2 * LASTING;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final DoubleSupplier load;
    private final Duration apart;
    private final AtomicInteger looks = new AtomicInteger();

    /**
     * @param load of all processors since it was last asked, from 0 to 1; less than 0 where nobody knows
     * @param apart how long after one look the next one is
     */
    Saturation(DoubleSupplier load, Duration apart) {
        this.load = load;
        this.apart = apart;
    }

    /** Of the processors of this machine or container. */
    static Saturation ofProcessors() {
        return new Saturation(Saturation::cpuLoad, BETWEEN_LOOKS);
    }

    /** Asked for when it is first needed, since a start is quicker without. */
    private static double cpuLoad() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getCpuLoad();
    }

    Duration apart() {
        return apart;
    }

    /** @param crowded whether there are more requests than run, or some were refused since the last time */
    void look(boolean crowded) {
        if (!crowded) {
            looks.set(0);
        } else if (load.getAsDouble() >= BUSY) {
            looks.updateAndGet(before -> Math.min(MOST, before + 1));
        } else {
            looks.updateAndGet(before -> Math.max(0, before - 1));
        }
    }

    boolean lasts() {
        return looks.get() >= LASTING;
    }
}
