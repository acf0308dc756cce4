package io.rollcall.server.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/** Rate limiter with one token bucket per key, kept until it is full again. */
public final class Rate<K> {
    /** Far more than concurrent callers; the least recently used bucket is dropped first. One takes half a kilobyte. */
    private static final long MAX_KEPT = Math.min(100_000, Runtime.getRuntime().maxMemory() / 16_384);

    private static final int BURST_SECONDS = 2;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoadingCache<K, Bucket> buckets;

    private Rate(LoadingCache<K, Bucket> buckets) {
        this.buckets = buckets;
    }

    /** @param burst the capacity; {@code many} tokens are added in each period */
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

    /** Returns a rate per second with bursts of twice as many; empty for 0, which is no limit. */
    static <K> Optional<Rate<K>> perSecond(int many, TimeMeter time) {
        return many == 0 ? Optional.empty() : Optional.of(of((long) many * BURST_SECONDS, many, SECOND, time));
    }

    /** @return the time until the next attempt; zero if this one is permitted, and counted */
    public Duration use(K key) {
        return use(key, 1);
    }

    /** @return the time until that many tokens are there, at most the capacity; zero if they are, and are taken */
    Duration use(K key, long many) {
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(many);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Takes that many tokens, or all that are left. */
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
