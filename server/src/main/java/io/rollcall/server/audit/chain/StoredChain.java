package io.rollcall.server.audit.chain;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Chain in the database. */
record StoredChain(
        OrganizationId id, Database database, ChainedLog log, Chains chains, Supplier<Optional<Instant>> pruned)
        implements VerifiableChain {

    @Override
    public List<Block> blocks(long from, int limit) {
        return chains.page(id, from, limit);
    }

    @Override
    public List<ChainedEntry> entries(List<UUID> ids) {
        return database.read(tx -> log.find(tx, id, ids));
    }

    @Override
    public List<EntryKey> keys(Optional<UUID> after, int limit) {
        return database.read(tx -> log.keysOf(tx, id, after, limit));
    }

    @Override
    public Set<UUID> erasedUsers() {
        return database.read(tx -> log.erasedUsers(tx, id));
    }

    @Override
    public Optional<Instant> prunedBefore() {
        return pruned.get();
    }

    @Override
    public EntryKey cursor() {
        return lease().cursor();
    }

    @Override
    public Instant now() {
        return lease().now();
    }

    private LeaseMapper.Lease lease() {
        return database.read(tx -> tx.mapper(LeaseMapper.class).find(log.name(), ""));
    }
}
