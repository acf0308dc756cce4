package io.rollcall.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Fingerprints of credentials that were accepted or rejected recently. */
final class RecentCredentials {
    private static final int MAX_SIZE = 10_000;
    private static final Duration ACCEPTED_TTL = Duration.ofHours(1);

    /** Short, since a rejected credential may become valid, such as when an organization gets a new host. */
    private static final Duration REJECTED_TTL = Duration.ofSeconds(10);

    private static final Duration COUNTED_TTL = Duration.ofHours(1);

    private final Cache<Fingerprint, Boolean> accepted;
    private final Cache<Fingerprint, Boolean> rejected;

    /**
     * Counters of rejected credentials. They are kept for longer than the rejection itself, since a request may be refused
     * after that, too.
     */
    private final Cache<Fingerprint, Runnable> counters;

    RecentCredentials(TimeMeter time) {
        this.accepted = cache(ACCEPTED_TTL, time);
        this.rejected = cache(REJECTED_TTL, time);
        this.counters = cache(COUNTED_TTL, time);
    }

    private static <V> Cache<Fingerprint, V> cache(Duration ttl, TimeMeter time) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_SIZE)
                .expireAfterWrite(ttl)
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** Records an accepted credential; cheap for a known one. */
    void accept(Fingerprint credential) {
        if (accepted.getIfPresent(credential) == null) {
            accepted.put(credential, true);
            rejected.invalidate(credential);
        }
    }

    void reject(Fingerprint credential) {
        accepted.invalidate(credential);
        rejected.put(credential, true);
    }

    /** Stores a counter for requests with a rejected credential that are refused before authentication. */
    void countWith(Fingerprint credential, Runnable counter) {
        counters.put(credential, counter);
    }

    /** Counts a request that was refused before it was authenticated, if its credential has a counter. */
    void countRefused(Fingerprint credential) {
        Runnable counter = counters.getIfPresent(credential);
        if (counter != null) {
            counter.run();
        }
    }

    boolean isAccepted(Fingerprint credential) {
        return accepted.getIfPresent(credential) != null;
    }

    boolean isRejected(Fingerprint credential) {
        return rejected.getIfPresent(credential) != null;
    }
}
