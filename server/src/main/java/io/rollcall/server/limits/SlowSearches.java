package io.rollcall.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.StatementTimeout;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Limit of searches that take long. A search without an index needs a place of the {@link ConcurrencyLimit}. One with an index
 * needs none, unless it turns out to be slow, such as where all users share a value: then it is ended and repeated in a place, and
 * for a while the organization's other searches need one too.
 */
public final class SlowSearches {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MAX_REMEMBERED = 10_000;

    private final ConcurrencyLimit limit;
    private final Database database;
    private final Duration quick;
    private final Ticker ticker;
    private final Cache<OrganizationId, Boolean> slow;

    /** @param quick time, in whole seconds, that each statement of a search with an index may take without a place */
    public SlowSearches(ConcurrencyLimit limit, Database database, Duration quick, Ticker ticker) {
        this.limit = limit;
        this.database = database;
        this.quick = quick;
        this.ticker = ticker;
        this.slow = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    /**
     * Runs a search of an organization.
     *
     * @param indexed whether an index serves it
     * @param search may run twice
     * @throws Refusal TOO_MANY or BUSY if it needs a place and none is free
     * @throws StatementTimeout if it took too long in its place
     */
    public <T> T run(OrganizationId organization, boolean indexed, Supplier<T> search) {
        if (!indexed) {
            return limit.run(organization, search);
        }
        if (slow.getIfPresent(organization) != null) {
            return runInPlace(organization, search);
        }
        try {
            return database.within(quick, search);
        } catch (StatementTimeout tooSlow) {
            slow.put(organization, true);
            return runInPlace(organization, search);
        }
    }

    private <T> T runInPlace(OrganizationId organization, Supplier<T> search) {
        return limit.run(organization, () -> {
            long begun = ticker.read();
            try {
                return search.get();
            } finally {
                if (ticker.read() - begun > quick.toNanos()) {
                    slow.put(organization, true);
                }
            }
        });
    }
}
