package io.rollcall.server.database;

import io.rollcall.server.kernel.Deadline;
import java.time.Duration;

/** Whether the database can be worked with now: it answers, is not cut off from its cluster, and has our schema. */
public final class Readiness {
    private final Database database;
    private final Deadline deadline;
    private final Duration wait;

    /** @param wait how long a probe waits for its answer */
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
