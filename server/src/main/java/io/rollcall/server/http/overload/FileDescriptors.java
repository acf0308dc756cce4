package io.rollcall.server.http.overload;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Number of file descriptors that the process may still open: the last measurement, adjusted by each connection since.
 * Measuring reads a folder of the kernel, which is too slow for each connection.
 */
final class FileDescriptors {
    /** Descriptors kept for the database pool, for files, and for the socket that is being accepted. */
    private static final int MAX_RESERVED = 64;

    private static final int SHARE_RESERVED = 8;
    private static final int SHARE_KEPT_FREE = 8;

    /** Part of the reserve that may be taken for closed connections whose descriptors are not back yet. */
    private static final int SHARE_RETURNING = 2;

    private static final long NO_LIMIT = Long.MAX_VALUE / 2;

    private final LongSupplier max;
    private final LongSupplier inUse;

    /** Free descriptors at the last measurement, minus connections opened since, plus those closed. */
    private final AtomicLong free = new AtomicLong(NO_LIMIT);

    private final AtomicLong closedSince = new AtomicLong();

    private final AtomicLong limit = new AtomicLong(NO_LIMIT);

    FileDescriptors(LongSupplier max, LongSupplier inUse) {
        this.max = max;
        this.inUse = inUse;
    }

    /** Returns the descriptors of this process; unlimited if the system does not report them. */
    static FileDescriptors ofProcess() {
        return new FileDescriptors(
                () -> unix().map(UnixOperatingSystemMXBean::getMaxFileDescriptorCount)
                        .orElse(NO_LIMIT),
                () -> unix().map(UnixOperatingSystemMXBean::getOpenFileDescriptorCount)
                        .orElse(0L));
    }

    /** Read lazily, to keep the start short. */
    private static Optional<UnixOperatingSystemMXBean> unix() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? Optional.of(unix)
                : Optional.empty();
    }

    /**
     * Measures again. Connections that were closed since the last measurement count as free, though the thread that reads one
     * gives its descriptor back a moment later: others would be closed for nothing in that moment.
     */
    void measure() {
        limit.set(max.getAsLong());
        long returning = Math.min(reserved() / SHARE_RETURNING, closedSince.getAndSet(0));
        free.set(limit.get() - inUse() + returning);
    }

    /** Returns the open descriptors, without the one that the JDK needs to count them. */
    private long inUse() {
        try {
            return inUse.getAsLong();
        } catch (InternalError noneIsFree) {
            return limit.get();
        }
    }

    boolean isMeasured() {
        return limit.get() != NO_LIMIT;
    }

    void opened() {
        free.decrementAndGet();
    }

    /** Counted at once, although the system takes it back a moment later. The reserve makes up for that. */
    void closed() {
        free.incrementAndGet();
        closedSince.incrementAndGet();
    }

    /** Returns whether another connection leaves enough for the rest of the process. */
    boolean isOneFree() {
        return free.get() > reserved();
    }

    /** Returns whether connections should be closed before new ones have to wait. */
    boolean areNearlyUsed() {
        return free.get() <= reserved() + Math.max(1, limit.get() / SHARE_KEPT_FREE);
    }

    private long reserved() {
        return Math.min(MAX_RESERVED, limit.get() / SHARE_RESERVED);
    }

    /** Returns whether so few are free that they should be measured often. */
    boolean areScarce() {
        return free.get() < limit.get() / 2;
    }
}
