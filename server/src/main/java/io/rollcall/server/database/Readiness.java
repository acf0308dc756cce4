package io.rollcall.server.database;

import io.rollcall.server.kernel.Deadline;
import java.time.Duration;

/** Readiness check: the database responds, its node has quorum, and the schema exists. */
public final class Readiness {
    private final Database database;
    private final Deadline deadline;
    private final Duration wait;

    /** @param wait timeout of a check */
    public Readiness(Database database, Deadline deadline, Duration wait) {
        this.database = database;
        this.deadline = deadline;
        this.wait = wait;
        database.register(ReadinessMapper.class);
    }

    public boolean isReady() {
        deadline.set(System.nanoTime() + wait.toNanos());
        try {
            return database.read(tx -> tx.mapper(ReadinessMapper.class).lastMigration()) > 0;
        } catch (RuntimeException unreachable) {
            return false;
        } finally {
            deadline.clear();
        }
    }
}
