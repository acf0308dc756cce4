package io.rollcall.server.retention;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Plural;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards everything that is deleted for its age against a clock that is wrong. Deletion pauses while the clocks of server and
 * database differ, and after a jump of the clock; and of each table only a share goes at once, the rest in later runs.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Few enough that a deletion blocks nobody for long. */
    private static final int AT_ONCE = 1_000;

    private static final int PERCENT = 100;
    private static final Duration SET_BACK = Duration.ofMinutes(5);

    private final Database database;
    private final Clock clock;
    private final RetentionConfig config;
    private final AtomicReference<Optional<String>> pause = new AtomicReference<>(Optional.empty());

    public Retention(Database database, Clock clock, RetentionConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        database.register(ClockMapper.class);
    }

    /** Looks at the clocks, and tells the operator in the log if they cannot be right. */
    public void check() {
        look().ifPresent(problem -> LOG.warn("Nothing is deleted for its age: {}.", problem));
    }

    /** Whether deletion paused when the clocks were last looked at. */
    public boolean isPaused() {
        return pause.get().isPresent();
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
                    "The clock is {} behind where it was when it was last looked at",
                    Plural.of(Duration.between(now, before.checked()).toMinutes(), "minute"));
        }
        SeenClock after = before.lookedAt(now, config);
        mapper.save(after.seen(), after.checked(), Optional.ofNullable(after.jumped()));
        return after.problem(now, config);
    }

    /**
     * Deletes rows that are older than an age, the oldest first, as far as that is safe.
     *
     * @return how many rows went
     */
    public long prune(Duration age, AgedRows rows) {
        Instant before = clock.instant().minus(age).truncatedTo(ChronoUnit.MILLIS);
        long left = allowed(rows.name(), () -> rows.older().applyAsLong(before), rows.all());
        if (left > 0) {
            rows.begin().accept(before);
        }
        long pruned = 0;
        int last;
        do {
            int most = (int) Math.min(AT_ONCE, left - pruned);
            last = most == 0 ? 0 : rows.removal().remove(before, most);
            pruned += last;
        } while (last > 0);
        return pruned;
    }

    /**
     * Returns how many rows may be deleted for their age now; what is held back is logged.
     *
     * @param rows the rows, for the log
     * @param due how many are old enough
     * @param all how many there are; asked only if many are due
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
                    "Of {} {} that are old enough to be deleted, {} go now and the others in later runs: no more than {} % at"
                            + " once, in case the clock or a setting is wrong. To delete all of them, restart with"
                            + " ROLLCALL_RETENTION_MAX_SHARE_PERCENT=100",
                    old, rows, share, config.maxSharePercent());
        }
        return Math.min(old, share);
    }
}
