package io.rollcall.server.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;

/**
 * Tries a unit of work again where it failed for a reason that passes: a deadlock, a lock that was not had in time, a
 * lost connection, a cluster node that is leaving. What does not pass in time is {@link DatabaseUnavailable}.
 *
 * @param attempts how often at the most, the first one included
 * @param pause before the second attempt; doubled for each further one, and shortened at random
 */
public record Retry(int attempts, Duration pause) {
    private static final int DUPLICATE_KEY = 1062;

    private static final int STATEMENT_TIMEOUT = 1969;

    /** Changed meanwhile, node not ready, lock wait, deadlock. */
    private static final Set<Integer> PASSING_CODES = Set.of(1020, 1047, 1205, 1213);

    private static final Set<String> PASSING_STATES = Set.of("40001", "25S03");
    private static final String CONNECTION_FAILED = "08";

    /** Five attempts within about half a second. */
    public static Retry standard() {
        return new Retry(5, Duration.ofMillis(20));
    }

    <T> T run(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
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
                if (cause.filter(Retry::passes).isEmpty()) {
                    throw failure;
                }
                if (attempt >= attempts || cause.filter(Retry::waitedAlready).isPresent()) {
                    throw new DatabaseUnavailable(cause.orElseThrow());
                }
                pauseAfter(attempt);
            }
        }
    }

    private static Optional<SQLException> sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static boolean passes(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return waitedAlready(failure)
                || PASSING_CODES.contains(failure.getErrorCode())
                || PASSING_STATES.contains(state)
                || state.startsWith(CONNECTION_FAILED);
    }

    /** The pool had no connection for as long as a request may wait for one. */
    private static boolean waitedAlready(SQLException failure) {
        return failure instanceof SQLTransientConnectionException;
    }

    private void pauseAfter(int attempt) {
        long longest = pause.toMillis() << (attempt - 1);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", interrupted);
        }
    }
}
