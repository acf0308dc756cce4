package io.rollcall.server.database;

/** Whether the database can be worked with now: it answers, is not cut off from its cluster, and has our schema. */
public final class Readiness {
    private final Database database;

    public Readiness(Database database) {
        this.database = database;
        database.register(ReadinessMapper.class);
    }

    public boolean isReady() {
        try {
            return database.read(tx -> tx.mapper(ReadinessMapper.class).lastMigration()) > 0;
        } catch (RuntimeException unreachable) {
            return false;
        }
    }
}
