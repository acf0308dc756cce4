package io.rollcall.server.credentials;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.rollcall.server.kernel.SecretText;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Verifies presented texts by their hash, with a cache of one second. */
public final class VerifiedCredentials<C extends Credential> {
    /** How long another server may still accept a credential that this one revoked. */
    private static final Duration CACHE_TTL = Duration.ofSeconds(1);

    private static final int MAX_CACHED = 10_000;

    private final Function<byte[], Optional<StoredCredential<C>>> load;
    private final Clock clock;
    private final Cache<ByteBuffer, StoredCredential<C>> cache = Caffeine.newBuilder()
            .recordStats()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(CACHE_TTL)
            .build();

    /** @param load finds a credential in the database by the hash of its text */
    public VerifiedCredentials(Function<byte[], Optional<StoredCredential<C>>> load, Clock clock) {
        this.load = load;
        this.clock = clock;
    }

    /** Adds the cache's hits and misses to the metrics. */
    public void measure(MeterRegistry meters, String name) {
        CaffeineCacheMetrics.monitor(meters, cache, name);
    }

    /** Returns the valid credential with that text, as it was at most a second ago; empty for any other text. */
    public Optional<C> verify(SecretText presented) {
        byte[] hash = presented.hash();
        return Optional.ofNullable(
                        cache.get(ByteBuffer.wrap(hash), key -> load.apply(hash).orElse(null)))
                .filter(stored -> MessageDigest.isEqual(stored.hash(), hash))
                .map(StoredCredential::credential)
                .filter(credential -> credential.isValidAt(clock.instant()));
    }

    /** Makes the next verification read the database. */
    public void forget(StoredCredential<C> stored) {
        cache.invalidate(ByteBuffer.wrap(stored.hash()));
    }
}
