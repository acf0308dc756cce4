package io.rollcall.server.retention;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guard of all deletion by age against wrong clocks. Deletion pauses while the clocks of server and
 * database differ, and after a jump of the clock; and one run deletes only a share of each table.
 */
@Singleton
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Small, so that a deletion does not block other requests for long. */
    private static final int AT_ONCE = 1_000;

    private static final int PERCENT = 100;
    private static final Duration SET_BACK = Duration.ofMinutes(5);

    private final Database database;
    private final Clock clock;
    private final Config config;
    private final AtomicReference<Optional<String>> pause = new AtomicReference<>(Optional.empty());

    @Inject
    public Retention(Database database, Clock clock, Config config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        database.register(ClockMapper.class);
    }

    /** Checks the clocks, and logs a warning if they cannot be right. */
    public void check() {
        look().ifPresent(problem -> LOG.warn("Deletion by age is paused: {}.", problem));
    }

    /** Returns whether deletion was paused at the last check of the clocks. */
    public boolean isPaused() {
        return pause.get().isPresent();
    }

    /** Registers whether deletion {@link #isPaused}. */
    @Inject
    public void measure(Metrics metrics) {
        metrics.gauge(
                "rollcall.retention.paused",
                "1 while nothing is deleted for its age, since a clock is wrong",
                () -> isPaused() ? 1 : 0);
    }

    private Optional<String> look() {
        Instant now = clock.instant();
        Optional<String> found = database.write(tx -> difference(tx, now).or(() -> gap(tx, now)));
        pause.set(found);
        return found;
    }

    private Optional<String> difference(Transaction tx, Instant now) {
        Duration ahead = Duration.between(tx.mapper(ClockMapper.class).now(), now);
        if (config.maxDifference().isZero() || ahead.abs().compareTo(config.maxDifference()) <= 0) {
            return Optional.empty();
        }
        return Optional.of("this server's clock is " + Plural.of(ahead.abs().toMinutes(), "minute") + " "
                + (ahead.isNegative() ? "behind" : "ahead of") + " the database's. Set the one that is wrong");
    }

    private Optional<String> gap(Transaction tx, Instant now) {
        ClockMapper mapper = tx.mapper(ClockMapper.class);
        SeenClock before = mapper.find().orElseGet(() -> new SeenClock(now, now, null));
        if (now.isBefore(before.checked().minus(SET_BACK))) {
            LOG.warn(
                    "The clock is {} behind its last check",
                    Plural.of(Duration.between(now, before.checked()).toMinutes(), "minute"));
        }
        SeenClock after = before.lookedAt(now, config);
        mapper.save(after.seen(), after.checked(), Optional.ofNullable(after.jumped()));
        return after.problem(now, config);
    }

    /**
     * Deletes rows that are older than an age, the oldest first, as far as that is safe.
     *
     * @param rows the rows, for the log
     * @return the number of deleted rows
     */
    public long prune(Duration age, String rows, Class<? extends AgedTable> mapper) {
        return prune(age, rows, mapper, before -> {});
    }

    /** Deletes rows like {@link #prune(Duration, String, Class)}. @param begin called before the first row is deleted */
    public long prune(Duration age, String rows, Class<? extends AgedTable> mapper, Consumer<Instant> begin) {
        return prune(age, rows, new InTransactions(database, mapper), begin);
    }

    long prune(Duration age, String rows, AgedTable table, Consumer<Instant> begin) {
        Instant before = clock.instant().minus(age).truncatedTo(ChronoUnit.MILLIS);
        long left = allowed(rows, () -> table.countOlder(before), table::countAll);
        if (left > 0) {
            begin.accept(before);
        }
        long pruned = 0;
        int last;
        do {
            int limit = (int) Math.min(AT_ONCE, left - pruned);
            last = limit == 0 ? 0 : table.prune(before, limit);
            pruned += last;
        } while (last > 0);
        return pruned;
    }

    /**
     * Returns the number of rows that may be deleted for their age now, and logs how many are postponed.
     *
     * @param rows the rows, for the log
     * @param due the number of rows that are old enough
     * @param all the number of all rows; called only if many are due
     */
    public long allowed(String rows, LongSupplier due, LongSupplier all) {
        Optional<String> problem = look();
        long old = due.getAsLong();
        if (old == 0) {
            return 0;
        }
        if (problem.isPresent()) {
            LOG.warn("Did not delete {} {} for their age: {}.", old, rows, problem.get());
            return 0;
        }
        if (old <= config.minRows() || config.maxSharePercent() == PERCENT) {
            return old;
        }
        long share = Math.max(config.minRows(), all.getAsLong() * config.maxSharePercent() / PERCENT);
        if (old > share) {
            LOG.warn(
                    "Of {} {} that are due for deletion, {} are deleted now and the others in later runs: at most {} % at"
                            + " once, in case the clock or a setting is wrong. To delete all of them, restart with"
                            + " ROLLCALL_RETENTION_MAX_SHARE_PERCENT=100",
                    old, rows, share, config.maxSharePercent());
        }
        return Math.min(old, share);
    }

    /** Mapper of a table whose rows are deleted by age. Mappers extend it, and have the SQL in their own XML. */
    public interface AgedTable {
        @CrossOrganization("rows are kept for the same time in every organization")
        long countOlder(Instant before);

        @CrossOrganization("rows are kept for the same time in every organization")
        long countAll();

        /** Deletes the oldest of the rows that are older than a time. @return their number */
        @CrossOrganization("rows are kept for the same time in every organization")
        int prune(Instant before, int limit);
    }

    /** A table with a transaction for each statement. */
    private record InTransactions(Database database, Class<? extends AgedTable> mapper) implements AgedTable {
        @Override
        public long countOlder(Instant before) {
            return database.read(tx -> tx.mapper(mapper).countOlder(before));
        }

        @Override
        public long countAll() {
            return database.read(tx -> tx.mapper(mapper).countAll());
        }

        @Override
        public int prune(Instant before, int limit) {
            return database.write(tx -> tx.mapper(mapper).prune(before, limit));
        }
    }

    /**
     * Protection of data from wrong clocks.
     *
     * @param maxDifference the maximum difference between the clocks of server and database; zero for any
     * @param maxGap the maximum time since the database was last used; zero for any
     * @param pause how long deletion pauses after a larger gap, before the clock is trusted
     * @param maxSharePercent the maximum share of a table that one run deletes
     * @param minRows number of rows that may always be deleted at once
     */
    public record Config(Duration maxDifference, Duration maxGap, Duration pause, int maxSharePercent, int minRows) {
        private static final int MAX_DAYS = 3_650;

        public static Config read(Settings settings) {
            return new Config(
                    Duration.ofMinutes(settings.integer("retention.max-clock-difference-minutes", 0, 1_440)),
                    Duration.ofDays(settings.integer("retention.max-gap-days", 0, MAX_DAYS)),
                    Duration.ofDays(settings.integer("retention.pause-days", 0, MAX_DAYS)),
                    settings.integer("retention.max-share-percent", 1, 100),
                    settings.integer("retention.min-rows", 0, 1_000_000_000));
        }
    }
}
