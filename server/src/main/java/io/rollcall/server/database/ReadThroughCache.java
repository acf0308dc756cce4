package io.rollcall.server.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.rollcall.server.kernel.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Read-through cache of rows with a short time to live. Each key has at most one load in progress, outside of any lock;
 * concurrent callers share its result or failure. Absent rows are not cached.
 */
public final class ReadThroughCache<K, V> {
    private static final int MAX_ENTRIES = 10_000;

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Function<K, Optional<V>> loader;
    private final Deadline deadline;
    private final Cache<K, V> known;
    private final ConcurrentMap<K, CompletableFuture<Optional<V>>> loading = new ConcurrentHashMap<>();

    /** @param fresh time to live of a copy @param deadline bounds the wait for another thread's load */
    ReadThroughCache(Duration fresh, Deadline deadline, Function<K, Optional<V>> loader) {
        this.loader = loader;
        this.deadline = deadline;
        this.known = Caffeine.newBuilder()
                .recordStats()
                .maximumSize(MAX_ENTRIES)
                .expireAfterWrite(fresh)
                .build();
    }

    /** Adds the cache's hit and miss counters. */
    public void measure(MeterRegistry meters, String name) {
        CaffeineCacheMetrics.monitor(meters, known, name);
    }

    /**
     * Returns the cached row of the key, loading it if necessary; empty if the row does not exist.
     *
     * @throws DatabaseUnavailable if the row cannot be loaded now
     */
    public Optional<V> get(K key) {
        V copy = known.getIfPresent(key);
        return copy != null ? Optional.of(copy) : load(key);
    }

    private Optional<V> load(K key) {
        CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<V>> running = loading.putIfAbsent(key, mine);
        return running == null ? load(key, mine) : await(running);
    }

    private Optional<V> load(K key, CompletableFuture<Optional<V>> mine) {
        try {
            // Another load may have completed since the first look-up.
            V copy = known.getIfPresent(key);
            Optional<V> loaded = copy != null ? Optional.of(copy) : loader.apply(key);
            finish(key, mine, loaded);
            mine.complete(loaded);
            return loaded;
        } catch (RuntimeException failure) {
            throw abandoned(key, mine, failure);
        }
    }

    private RuntimeException abandoned(K key, CompletableFuture<Optional<V>> mine, RuntimeException failure) {
        loading.remove(key, mine);
        mine.completeExceptionally(failure);
        return failure;
    }

    /** Caches the loaded row, unless the key was invalidated meanwhile. */
    private void finish(K key, CompletableFuture<Optional<V>> mine, Optional<V> loaded) {
        loading.computeIfPresent(key, (same, running) -> {
            if (running != mine) {
                return running;
            }
            loaded.ifPresent(value -> known.put(key, value));
            return null;
        });
    }

    private Optional<V> await(CompletableFuture<Optional<V>> running) {
        try {
            return running.get(deadline.left(MAX_WAIT).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            throw new DatabaseUnavailable("another request's look-up took too long", false);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted during another request's look-up", false);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Removes the copy and discards a load in progress, since its row may have been read before the change. */
    public void invalidate(K key) {
        loading.compute(key, (same, running) -> {
            known.invalidate(key);
            return null;
        });
    }

    /** Removes all copies. */
    public void invalidateAll() {
        loading.keySet().forEach(this::invalidate);
        known.invalidateAll();
    }
}
