package io.rollcall.server.users;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongBiFunction;

/**
 * How many users a condition selects. Counting costs what it counts, so of many it is done once in a while, and not for each
 * page of a list: a few are counted exactly, of many the total is as of at most {@link #OLDEST} ago.
 */
final class Totals {
    /** Counted at once in a millisecond or so. */
    static final long FEW = 1_000;

    /** From then on the next request has them counted again, beside it. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    static final Duration OLDEST = Duration.ofSeconds(10);
    private static final int MOST = 1_000;

    private record Asked(OrganizationId organization, Condition condition) {}

    private final ToLongBiFunction<OrganizationId, Condition> count;
    private final LoadingCache<Asked, Long> many;

    /** @param count counts them, however many there are */
    Totals(ToLongBiFunction<OrganizationId, Condition> count, Clock clock) {
        this.count = count;
        this.many = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker(clock))
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(OLDEST)
                .build(asked -> count.applyAsLong(asked.organization(), asked.condition()));
    }

    private static Ticker ticker(Clock clock) {
        return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    long of(OrganizationId organization, Condition condition) {
        Asked asked = new Asked(organization, condition);
        Optional<Long> known = Optional.ofNullable(many.getIfPresent(asked)).filter(total -> total > FEW);
        if (known.isPresent()) {
            return known.get();
        }
        long total = count.applyAsLong(organization, condition);
        if (total > FEW) {
            many.put(asked, total);
        }
        return total;
    }
}
