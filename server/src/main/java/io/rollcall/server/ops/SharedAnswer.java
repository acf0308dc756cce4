package io.rollcall.server.ops;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Cached value, computed by one thread at a time. A flood of requests costs one computation per time to live, and a slow
 * computation blocks one thread only: the others get the last value.
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

    /** Returns a fresh value, or the last one while another thread computes the next. Waits only for the first one. */
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
