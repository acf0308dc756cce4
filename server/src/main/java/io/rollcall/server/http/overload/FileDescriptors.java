package io.rollcall.server.http.overload;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many more files and sockets the process may open, as last measured and counted on since. Measuring lists a folder of
 * the kernel, so it is not done for each connection.
 */
final class FileDescriptors {
    /** For the pool of the database, files, and the socket that is being accepted. */
    private static final int MAX_RESERVED = 64;

    private static final int SHARE_RESERVED = 8;
    private static final int SHARE_KEPT_FREE = 32;

    private static final long NO_LIMIT = Long.MAX_VALUE / 2;

    private final LongSupplier max;
    private final LongSupplier inUse;

    /** Free at the last measurement, less connections that were opened since, plus those that were closed. */
    private final AtomicLong free = new AtomicLong(NO_LIMIT);

    private final AtomicLong limit = new AtomicLong(NO_LIMIT);

    FileDescriptors(LongSupplier max, LongSupplier inUse) {
        this.max = max;
        this.inUse = inUse;
    }

    /** Of this process; without a limit where the system has none to tell. */
    static FileDescriptors ofProcess() {
        return new FileDescriptors(
                () -> unix().map(UnixOperatingSystemMXBean::getMaxFileDescriptorCount)
                        .orElse(NO_LIMIT),
                () -> unix().map(UnixOperatingSystemMXBean::getOpenFileDescriptorCount)
                        .orElse(0L));
    }

    /** Asked for when it is first needed, since a start is quicker without. */
    private static Optional<UnixOperatingSystemMXBean> unix() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? Optional.of(unix)
                : Optional.empty();
    }

    void measure() {
        limit.set(max.getAsLong());
        free.set(limit.get() - inUse());
    }

    /** The JDK needs a descriptor to count them. */
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

    /** Counted at once, though the system takes it back a moment later; what is reserved makes up for that. */
    void closed() {
        free.incrementAndGet();
    }

    /** Whether another connection leaves enough for the rest of the process. */
    boolean isOneFree() {
        return free.get() > reserved();
    }

    /** Whether so few are free that connections are to be closed before new ones have to wait. */
    boolean areNearlyUsed() {
        return free.get() <= reserved() + Math.max(1, limit.get() / SHARE_KEPT_FREE);
    }

    private long reserved() {
        return Math.min(MAX_RESERVED, limit.get() / SHARE_RESERVED);
    }

    /** Whether so few are free that it is worth to measure often. */
    boolean areScarce() {
        return free.get() < limit.get() / 2;
    }
}
