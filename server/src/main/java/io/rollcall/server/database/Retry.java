package io.rollcall.server.database;

import io.rollcall.server.kernel.Refusal;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.mariadb.jdbc.export.MaxAllowedPacketException;

/**
 * Tries a unit of work again where it failed for a reason that passes: a deadlock, a lock that was not had in time, a
 * lost connection, a cluster that takes a node out. What does not pass in time is {@link DatabaseUnavailable}.
 *
 * @param attempts maximum number of attempts, including the first
 * @param pause before the second attempt; doubled for each further one up to half a second, and shortened at random
 * @param patience after which no further attempt is begun, however few there were: one that hung took long
 */
public record Retry(int attempts, Duration pause, Duration patience) {
    static final int DUPLICATE_KEY = 1062;

    private static final int STATEMENT_TIMEOUT = 1969;

    /** More in one statement than {@code max_allowed_packet}: the same one fails each time, and is no outage. */
    private static final int PACKET_TOO_LARGE = 1153;

    /** Changed meanwhile, node not ready, commit refused by the cluster, lock wait, deadlock, connection killed. */
    private static final Set<Integer> PASSING_CODES = Set.of(1020, 1047, 1180, 1205, 1213, 1927);

    /** Changed meanwhile, lock wait, deadlock: of these the database recovers by itself. */
    private static final Set<Integer> LOCK_CODES = Set.of(1020, 1205, 1213);

    private static final String WENT_OVER = "25S03";
    private static final Set<String> PASSING_STATES = Set.of("40001", WENT_OVER);
    private static final String CONNECTION_FAILED = "08";

    private static final Duration MAX_PAUSE = Duration.ofMillis(500);

    /** The disk is full, or the database was made read-only: it answers, and refuses every write until somebody helps it. */
    private static final Set<Integer> UNWRITABLE_CODES = Set.of(1021, 1026, 1114, 1290, 1836);

    private static final int STORAGE_ENGINE = 1030;
    private static final String NO_SPACE = "error 28";

    /**
     * For work without a deadline: longer than a cluster takes to go on without one of its nodes. Requests have less, and
     * a database that is lost ends every attempt ({@link Outage}).
     */
    public static Retry standard() {
        return new Retry(20, Duration.ofMillis(20), Duration.ofSeconds(8));
    }

    /**
     * Returns what the work returns.
     *
     * @throws LockWaitTimeout if other transactions held the same rows until the thread's deadline
     * @throws DatabaseUnavailable if the database is lost, or the work failed until the thread's deadline
     * @throws Refusal TOO_LARGE if a statement has more bytes than the database accepts
     */
    <T> T run(Supplier<T> work, Outage outage) {
        long end = System.nanoTime() + outage.left(patience).toNanos();
        for (int attempt = 1; ; attempt++) {
            outage.requireNone();
            try {
                return work.get();
            } catch (PersistenceException failure) {
                Optional<SQLException> cause = sqlCause(failure);
                if (cause.filter(sql -> sql.getErrorCode() == DUPLICATE_KEY).isPresent()) {
                    throw new DuplicateKey(failure);
                }
                if (cause.filter(sql -> sql.getErrorCode() == STATEMENT_TIMEOUT).isPresent()) {
                    throw new StatementTimeout(cause.get());
                }
                if (isTooLarge(failure)) {
                    throw Refusal.tooLarge("The change has more bytes than the database accepts in one statement."
                            + " Store less in one user.");
                }
                if (cause.filter(Retry::isUnwritable).isPresent()) {
                    throw new DatabaseUnavailable(cause.get());
                }
                if (cause.filter(Retry::passes).isEmpty()) {
                    throw failure;
                }
                if (attempt >= attempts
                        || System.nanoTime() > end
                        || cause.filter(Retry::waitedAlready).isPresent()) {
                    throw unavailable(cause.orElseThrow());
                }
                pauseAfter(attempt);
            }
        }
    }

    private static DatabaseUnavailable unavailable(SQLException failure) {
        return LOCK_CODES.contains(failure.getErrorCode())
                ? new LockWaitTimeout(failure)
                : new DatabaseUnavailable(failure);
    }

    /** @throws DatabaseUnavailable where another attempt would have to wait for as long again */
    static void refuseWhereWaitedAlready(PersistenceException failure) {
        sqlCause(failure).filter(Retry::waitedAlready).ifPresent(cause -> {
            throw new DatabaseUnavailable(cause);
        });
    }

    static Optional<SQLException> sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MaxAllowedPacketException
                    || cause instanceof SQLException sql && sql.getErrorCode() == PACKET_TOO_LARGE) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnwritable(SQLException failure) {
        return UNWRITABLE_CODES.contains(failure.getErrorCode())
                || failure.getErrorCode() == STORAGE_ENGINE
                        && String.valueOf(failure.getMessage()).contains(NO_SPACE);
    }

    static boolean passes(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return waitedAlready(failure)
                || PASSING_CODES.contains(failure.getErrorCode())
                || PASSING_STATES.contains(state)
                || state.startsWith(CONNECTION_FAILED);
    }

    /**
     * The pool had no connection for as long as a request may wait for one. The connector throws the same class where it has
     * gone over to another node, which took no time and left work to be done again.
     */
    private static boolean waitedAlready(SQLException failure) {
        return failure instanceof SQLTransientConnectionException && !WENT_OVER.equals(failure.getSQLState());
    }

    private void pauseAfter(int attempt) {
        long longest = Math.min(MAX_PAUSE.toMillis(), pause.toMillis() << Math.min(attempt - 1, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", interrupted);
        }
    }
}
