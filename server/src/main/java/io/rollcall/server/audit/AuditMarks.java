package io.rollcall.server.audit;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Store of small named texts that the audit log keeps across restarts. */
@Singleton
public final class AuditMarks {
    private final Database database;
    private final Clock clock;

    @Inject
    public AuditMarks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.register(MarkMapper.class);
    }

    /** Returns the text with that name, or empty if there is none. */
    public Optional<String> find(String name) {
        return database.read(tx -> tx.mapper(MarkMapper.class).find(name));
    }

    /** Stores a text under a name. */
    public void put(String name, String value) {
        database.write(tx -> {
            put(tx, name, value);
            return value;
        });
    }

    /** Stores a text in the caller's transaction. */
    public void put(Transaction tx, String name, String value) {
        tx.mapper(MarkMapper.class).put(name, value, clock.instant());
    }
}
