package io.rollcall.server.traffic;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.AgedRows;
import io.rollcall.server.retention.Retention;
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
 * How many SCIM requests each organization gets, by the hour, from all servers together. Counting costs a request no
 * statement: what was counted is written every few seconds, and what a killed server had not written yet is missing.
 */
public final class Traffic {
    private static final Duration KEPT = Duration.ofDays(31);

    private final Database database;
    private final Clock clock;
    private final ConcurrentHashMap<Key, HourOfTraffic> unwritten = new ConcurrentHashMap<>();

    private record Key(OrganizationId organization, Instant hour) {}

    public Traffic(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.register(TrafficMapper.class);
    }

    /** Counts a request that has just been answered. @param status with which HTTP status */
    public void count(OrganizationId organizationId, int status) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        unwritten.merge(new Key(organizationId, hour), HourOfTraffic.of(hour, status, now), HourOfTraffic::plus);
    }

    /** Counts a request that came with a token of the organization that is not valid. */
    public void countRejected(OrganizationId organizationId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        unwritten.merge(new Key(organizationId, hour), HourOfTraffic.ofRejected(hour, now), HourOfTraffic::plus);
    }

    /** Writes what was counted since it last did. */
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

    /** The last so many hours, the present one at the end, those in which nothing came too. */
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

    /** When the last request came, of those that are written and not forgotten. */
    public Optional<Instant> latest(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(TrafficMapper.class).latest(organizationId));
    }

    /** Forgets hours that are long past. */
    public void prune(Retention retention) {
        retention.prune(
                KEPT,
                new AgedRows(
                        "hours of traffic",
                        before -> database.read(
                                tx -> tx.mapper(TrafficMapper.class).countOlder(before)),
                        () -> database.read(tx -> tx.mapper(TrafficMapper.class).countAll()),
                        (before, most) -> database.write(
                                tx -> tx.mapper(TrafficMapper.class).prune(before, most))));
    }

    /**
     * Forgets an organization that is being deleted.
     *
     * @param most how many hours at once
     * @return how many went
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(TrafficMapper.class).remove(organizationId, most));
    }
}
