package io.rollcall.server.activity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Limit of the recorded refused requests per organization and minute, so that clients cannot fill the disk with them. */
final class RefusalLimit {
    private static final int MINUTES_KEPT = 2;

    private final int perMinute;
    private final Clock clock;
    private final Cache<Minute, AtomicInteger> counts = Caffeine.newBuilder()
            .expireAfterWrite(MINUTES_KEPT, TimeUnit.MINUTES)
            .build();

    RefusalLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    private record Minute(OrganizationId organization, long number) {}

    /** Counts a refused request. */
    Decision count(OrganizationId organization) {
        Minute minute = new Minute(
                organization, clock.instant().truncatedTo(ChronoUnit.MINUTES).getEpochSecond());
        int number = counts.get(minute, first -> new AtomicInteger()).incrementAndGet();
        return number < perMinute ? Decision.RECORD : number == perMinute ? Decision.RECORD_AS_LAST : Decision.SKIP;
    }

    enum Decision {
        RECORD,
        /** The entry says that more of this minute are skipped. */
        RECORD_AS_LAST,
        SKIP
    }
}
