package io.rollcall.server.activity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Limit of recorded refusals per organization and minute, so that clients cannot fill the disk. */
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

    /** Counts a refused request, and returns whether to record it. */
    Decision count(OrganizationId organization) {
        Minute minute = new Minute(
                organization, clock.instant().truncatedTo(ChronoUnit.MINUTES).getEpochSecond());
        int number = counts.get(minute, first -> new AtomicInteger()).incrementAndGet();
        return number < perMinute ? Decision.RECORD : number == perMinute ? Decision.RECORD_AS_LAST : Decision.SKIP;
    }

    enum Decision {
        RECORD,
        /** Record, with a note that further ones in this minute are skipped. */
        RECORD_AS_LAST,
        SKIP
    }
}
