package io.rollcall.server.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** How often each of many may do something: a bucket for each, kept while it is not full again anyway. */
public final class Rate<K> {
    /** Far more than call at a time; a bucket that is dropped for another was not used for longest. */
    private static final int MAX_KEPT = 100_000;

    private final LoadingCache<K, Bucket> buckets;

    private Rate(LoadingCache<K, Bucket> buckets) {
        this.buckets = buckets;
    }

    /** @param burst how many may come at once; {@code many} come back in each period */
    public static <K> Rate<K> of(long burst, long many, Duration period, TimeMeter time) {
        Bandwidth bandwidth =
                Bandwidth.builder().capacity(burst).refillGreedy(many, period).build();
        Duration untilFull = period.multipliedBy((burst + many - 1) / many);
        return new Rate<>(Caffeine.newBuilder()
                .maximumSize(MAX_KEPT)
                .expireAfterAccess(untilFull.plusSeconds(1))
                .build(key -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(time)
                        .build()));
    }

    /** @return how long to wait before the next try; zero where it may be done now, and counts */
    public Duration use(K key) {
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Counts so many, or as many as are left. */
    public void useUpTo(K key, long many) {
        buckets.get(key).tryConsumeAsMuchAsPossible(many);
    }

    /** Returns the same as {@link #use} without counting anything. */
    Duration peek(K key) {
        Bucket bucket = buckets.getIfPresent(key);
        return bucket == null
                ? Duration.ZERO
                : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }
}
