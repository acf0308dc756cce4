package io.rollcall.server.traffic;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Hourly counts of each organization's SCIM requests, over all servers. Requests do not access the database for it: counts are
 * written every few seconds, and a killed server loses those of its last seconds.
 */
@Singleton
public final class Traffic {
    private static final Duration KEPT = Duration.ofDays(31);

    private final Database database;
    private final Clock clock;
    private final ConcurrentHashMap<Key, HourOfTraffic> unwritten = new ConcurrentHashMap<>();

    private record Key(OrganizationId organization, Instant hour) {}

    @Inject
    public Traffic(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.register(TrafficMapper.class);
    }

    /** Counts a request that was answered. @param status the HTTP status of the answer */
    public void count(OrganizationId organizationId, int status) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        unwritten.merge(new Key(organizationId, hour), HourOfTraffic.of(hour, status, now), HourOfTraffic::plus);
    }

    /** Counts a request with an invalid token of the organization. */
    public void countRejected(OrganizationId organizationId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        unwritten.merge(new Key(organizationId, hour), HourOfTraffic.ofRejected(hour, now), HourOfTraffic::plus);
    }

    /** Writes the counts since the last call. */
    public void write() {
        for (Key key : List.copyOf(unwritten.keySet())) {
            Optional.ofNullable(unwritten.remove(key)).ifPresent(counted -> write(key, counted));
        }
    }

    private void write(Key key, HourOfTraffic counted) {
        try {
            database.write(tx -> {
                tx.mapper(TrafficMapper.class).add(key.organization(), counted);
                return counted;
            });
        } catch (RuntimeException failure) {
            unwritten.merge(key, counted, HourOfTraffic::plus);
            throw failure;
        }
    }

    /** Returns the last hours, including hours without requests, the current one last. */
    public List<HourOfTraffic> lastHours(OrganizationId organizationId, int hours) {
        Instant first = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(hours - 1L, ChronoUnit.HOURS);
        Map<Instant, HourOfTraffic> busy =
                database.read(tx -> tx.mapper(TrafficMapper.class).list(organizationId, first)).stream()
                        .collect(Collectors.toMap(HourOfTraffic::hour, Function.identity()));
        return IntStream.range(0, hours)
                .mapToObj(number -> first.plus(number, ChronoUnit.HOURS))
                .map(hour -> busy.getOrDefault(hour, HourOfTraffic.quiet(hour)))
                .toList();
    }

    /** Returns the time of the last request that has been written and not pruned. */
    public Optional<Instant> latest(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(TrafficMapper.class).latest(organizationId));
    }

    /** Removes old hours. */
    public void prune(Retention retention) {
        retention.prune(KEPT, "hours of traffic", TrafficMapper.class);
    }

    /**
     * Removes the counts of an organization that is being deleted.
     *
     * @param most the maximum number of rows
     * @return the number of removed rows
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(TrafficMapper.class).remove(organizationId, most));
    }
}
