package io.rollcall.server.credentials;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.ReadThroughCache;
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

    private final ReadThroughCache<ByteBuffer, StoredCredential<C>> cache;
    private final Clock clock;

    /** @param load finds a credential in the database by the hash of its text */
    public VerifiedCredentials(Database database, Function<byte[], Optional<StoredCredential<C>>> load, Clock clock) {
        this.cache = database.copies(CACHE_TTL, hash -> load.apply(hash.array()));
        this.clock = clock;
    }

    /** Adds the cache's hits and misses to the metrics. */
    public void measure(MeterRegistry meters, String name) {
        cache.measure(meters, name);
    }

    /** Returns the valid credential with that text, as it was at most a second ago; empty for any other text. */
    public Optional<C> verify(SecretText presented) {
        return find(presented).filter(this::accepts);
    }

    /** Returns the credential with that text, valid or not, as it was at most a second ago; empty if there is none. */
    public Optional<C> find(SecretText presented) {
        byte[] hash = presented.hash();
        return cache.get(ByteBuffer.wrap(hash))
                .filter(stored -> MessageDigest.isEqual(stored.hash(), hash))
                .map(StoredCredential::credential);
    }

    /** Whether the credential is valid now. */
    public boolean accepts(C credential) {
        return credential.isValidAt(clock.instant());
    }

    /** Makes the next verification read the database. */
    public void forget(StoredCredential<C> stored) {
        cache.invalidate(ByteBuffer.wrap(stored.hash()));
    }
}
