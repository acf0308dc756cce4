package io.rollcall.server.ops;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answer that is worked out by one thread at a time and shared for a short while. A flood of requests costs one answer in
 * that while, and one that takes long holds one thread: the others get the last answer.
 */
final class SharedAnswer<T> {
    private final Supplier<T> source;
    private final long ttlNanos;
    private final LongSupplier nanoTime;
    private final AtomicReference<Optional<Known<T>>> last = new AtomicReference<>(Optional.empty());
    private final ReentrantLock working = new ReentrantLock();

    SharedAnswer(Supplier<T> source, Duration ttl, LongSupplier nanoTime) {
        this.source = source;
        this.ttlNanos = ttl.toNanos();
        this.nanoTime = nanoTime;
    }

    private record Known<T>(T answer, long at) {}

    /** Returns a fresh answer, or the last one while another thread works on the next. Waits only for the first one. */
    T get() {
        Optional<Known<T>> known = last.get();
        if (known.filter(this::isFresh).isPresent() || known.isPresent() && working.isLocked()) {
            return known.get().answer();
        }
        working.lock();
        try {
            Known<T> fresh =
                    last.get().filter(this::isFresh).orElseGet(() -> new Known<>(source.get(), nanoTime.getAsLong()));
            last.set(Optional.of(fresh));
            return fresh.answer();
        } finally {
            working.unlock();
        }
    }

    private boolean isFresh(Known<T> known) {
        return nanoTime.getAsLong() - known.at() < ttlNanos;
    }
}
