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
 * Retry policy for transient failures: deadlocks, lock timeouts, lost connections, a cluster that removes a node. When the
 * retries are used up, {@link DatabaseUnavailable} is thrown.
 *
 * @param attempts maximum number of attempts, including the first
 * @param pause backoff before the second attempt; doubled for each further one up to half a second, with random jitter
 * @param patience time after which no further attempt begins
 */
public record Retry(int attempts, Duration pause, Duration patience) {
    static final int DUPLICATE_KEY = 1062;

    private static final int STATEMENT_TIMEOUT = 1969;

    /** A statement larger than {@code max_allowed_packet}: it fails each time, and is not an outage. */
    private static final int PACKET_TOO_LARGE = 1153;

    /** Record changed, node not ready, commit rejected by the cluster, lock wait timeout, deadlock, connection killed. */
    private static final Set<Integer> PASSING_CODES = Set.of(1020, 1047, 1180, 1205, 1213, 1927);

    /** Record changed, lock wait timeout, deadlock: conflicts, not outages. */
    private static final Set<Integer> LOCK_CODES = Set.of(1020, 1205, 1213);

    private static final String WENT_OVER = "25S03";
    private static final Set<String> PASSING_STATES = Set.of("40001", WENT_OVER);
    private static final String CONNECTION_FAILED = "08";

    private static final Duration MAX_PAUSE = Duration.ofMillis(500);

    /** Disk full or read-only: the database responds but rejects every write until an operator intervenes. */
    private static final Set<Integer> UNWRITABLE_CODES = Set.of(1021, 1026, 1114, 1290, 1836);

    private static final int STORAGE_ENGINE = 1030;
    private static final String NO_SPACE = "error 28";

    /**
     * Returns the policy for work without a deadline: longer than a cluster's fail-over. Requests have less time, and a lost
     * database ends all attempts ({@link Outage}).
     */
    public static Retry standard() {
        return new Retry(20, Duration.ofMillis(20), Duration.ofSeconds(8));
    }

    /**
     * Runs the work and returns its result.
     *
     * @throws LockWaitTimeout if other transactions locked the same rows until the thread's deadline
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

    /** @throws DatabaseUnavailable if the attempt failed by a timeout, so that another would take as long again */
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
     * Returns whether the pool's connection timeout has passed. The connector throws the same class after a fail-over to
     * another node, which is quick, so that the work should be retried.
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
