package io.rollcall.server.users.query;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongBiFunction;

/**
 * Cache of the numbers of users that match conditions. The cost of counting grows with the number: a few users are counted
 * exactly, many in the background, and their number is at most {@link #OLDEST} old.
 */
public final class CachedCounts {
    /** Up to this number, counting takes about a millisecond and is done at once. */
    static final long COUNTED_AT_ONCE = 1_000;

    /** After this time, the next request triggers a new count in the background. */
    private static final Duration CACHE_TTL = Duration.ofSeconds(5);

    static final Duration OLDEST = Duration.ofSeconds(10);
    private static final int MAX_ENTRIES = 1_000;

    private record Key(OrganizationId organization, Condition condition) {}

    private final ToLongBiFunction<OrganizationId, Condition> count;
    private final LoadingCache<Key, Long> many;

    /** @param count counts users in the database @param ticker a monotonic clock */
    public CachedCounts(ToLongBiFunction<OrganizationId, Condition> count, Ticker ticker) {
        this.count = count;
        this.many = Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .ticker(ticker)
                .refreshAfterWrite(CACHE_TTL)
                .expireAfterWrite(OLDEST)
                .build(new CacheLoader<>() {
                    @Override
                    public Long load(Key key) {
                        return count.applyAsLong(key.organization(), key.condition());
                    }

                    /** During an outage, the previous total stays valid until it expires. */
                    @Override
                    public Long reload(Key key, Long before) {
                        try {
                            return load(key);
                        } catch (DatabaseUnavailable away) {
                            return before;
                        }
                    }
                });
    }

    /** Returns whether many users are known to match. */
    public boolean areMany(OrganizationId organization, Condition condition) {
        Long total = many.getIfPresent(new Key(organization, condition));
        return total != null && total > COUNTED_AT_ONCE;
    }

    public long of(OrganizationId organization, Condition condition) {
        Key key = new Key(organization, condition);
        Optional<Long> known = Optional.ofNullable(many.getIfPresent(key)).filter(total -> total > COUNTED_AT_ONCE);
        if (known.isPresent()) {
            return known.get();
        }
        long total = count.applyAsLong(organization, condition);
        if (total > COUNTED_AT_ONCE) {
            many.put(key, total);
        }
        return total;
    }
}
