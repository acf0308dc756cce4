package io.rollcall.server.audit;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import java.time.Clock;
import java.util.Optional;

/** Small texts that the audit log keeps between runs of servers, by name. */
public final class AuditMarks {
    private final Database database;
    private final Clock clock;

    public AuditMarks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.register(MarkMapper.class);
    }

    /** Returns the text of that name, or empty if there never was one. */
    public Optional<String> find(String name) {
        return database.read(tx -> tx.mapper(MarkMapper.class).find(name));
    }

    /** Keeps a text in the place of the former one of that name. */
    public void put(String name, String value) {
        database.write(tx -> {
            put(tx, name, value);
            return value;
        });
    }

    /** Keeps a text in a transaction of the caller. */
    public void put(Transaction tx, String name, String value) {
        tx.mapper(MarkMapper.class).put(name, value, clock.instant());
    }
}
