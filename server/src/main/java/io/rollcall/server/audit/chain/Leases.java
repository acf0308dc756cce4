package io.rollcall.server.audit.chain;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Named leases for work that one server at a time does, stored in {@code chainers}. */
public final class Leases {
    private final Database database;
    private final String holder = UUID.randomUUID().toString();

    public Leases(Database database) {
        this.database = database;
        database.register(LeaseMapper.class);
    }

    /**
     * Acquires a lease, or renews this server's own.
     *
     * @return the number of the lease; empty if another server has it
     */
    public Optional<Long> acquire(String name, Duration duration) {
        return database.write(tx -> {
            LeaseMapper mapper = tx.mapper(LeaseMapper.class);
            if (!mapper.exists(name)) {
                mapper.add(name);
            }
            return mapper.acquire(name, holder, duration.toSeconds()) == 0
                    ? Optional.empty()
                    : Optional.of(mapper.find(name, holder).fence());
        });
    }

    /** Renews a lease and locks it until the transaction ends. @return false if another server has it */
    public boolean hold(Transaction tx, String name, long lease, Duration duration) {
        return tx.mapper(LeaseMapper.class).renew(name, lease, duration.toSeconds()) > 0;
    }

    /** Releases the lease, so that another server can continue at once. */
    public void release(String name) {
        database.write(tx -> tx.mapper(LeaseMapper.class).release(name, holder));
    }
}
