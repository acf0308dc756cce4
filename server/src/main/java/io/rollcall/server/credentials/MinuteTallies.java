package io.rollcall.server.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;

/**
 * Event counters kept in memory and written at most once a minute per key, so that a flood of events causes no flood of writes.
 * Thread-safe.
 *
 * @param <K> the key, such as the id of a credential
 * @param <T> the tally, which is added up
 */
public final class MinuteTallies<K, T> {
    private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);

    private final int max;
    private final BinaryOperator<T> sum;
    private final ConcurrentMap<K, T> unwritten = new ConcurrentHashMap<>();

    /** Time of this server's last write per key. */
    private final ConcurrentMap<K, Instant> written = new ConcurrentHashMap<>();

    /**
     * Creates empty tallies.
     *
     * @param max maximum number of keys per minute; further ones are not counted
     * @param sum adds a later tally to an earlier one
     */
    public MinuteTallies(int max, BinaryOperator<T> sum) {
        this.max = max;
        this.sum = sum;
    }

    /** Adds to the tally of a key. */
    public void count(K key, T one) {
        if (unwritten.containsKey(key) || written.containsKey(key) || unwritten.size() + written.size() < max) {
            unwritten.merge(key, one, sum);
        }
    }

    /** Writes the tallies of keys not written in the last minute. A tally whose write fails is kept. */
    public void write(Instant now, BiConsumer<K, T> writer) {
        written.values().removeIf(at -> !at.plus(MIN_INTERVAL).isAfter(now));
        for (K key : List.copyOf(unwritten.keySet())) {
            if (written.putIfAbsent(key, now) == null) {
                Optional.ofNullable(unwritten.remove(key)).ifPresent(tally -> write(key, tally, writer));
            }
        }
    }

    /** Writes all tallies. */
    public void writeAll(Instant now, BiConsumer<K, T> writer) {
        written.clear();
        write(now, writer);
    }

    private void write(K key, T tally, BiConsumer<K, T> writer) {
        try {
            writer.accept(key, tally);
        } catch (RuntimeException failure) {
            unwritten.merge(key, tally, (newer, older) -> sum.apply(older, newer));
            written.remove(key);
            throw failure;
        }
    }
}
