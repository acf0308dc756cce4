package io.rollcall.server.audit.chain;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.PageSize;
import io.rollcall.server.database.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background job that appends a log's committed entries to their chains, on one server at a time by a lease. Each append locks
 * the lease and compares its fencing number, so a server that lost the lease unnoticed cannot append.
 *
 * <p>Entries are chained in time order once they are older than the longest transaction. {@link LateEntries} finds entries
 * committed later than that.
 */
public final class Chainer {
    private static final Logger LOG = LoggerFactory.getLogger(Chainer.class);

    /** Entries per transaction; a cluster certifies each transaction as a whole. */
    private static final int BATCH = 1_000;

    /** Maximum length of the texts hashed per transaction, to keep it short. */
    private static final long BATCH_LENGTH = 32L * 1024 * 1024;

    /** Page size for reading short entries. */
    private static final int PAGE = 100;

    /** Batches per round, so that a long history is chained step by step. */
    private static final int BATCHES_PER_ROUND = 20;

    private static final Duration LOOK_BACK_EVERY = Duration.ofMinutes(5);
    private static final Duration LOOK_FAR_BACK_EVERY = Duration.ofDays(1);
    private static final Duration BACK = Duration.ofMinutes(15);
    private static final Duration FAR_BACK = Duration.ofDays(3);

    private final Database database;
    private final ChainedLog log;
    private final Config config;
    private final Chains chains;
    private final LateEntries late;
    private final String holder = UUID.randomUUID().toString();

    public Chainer(Database database, ChainedLog log, Config config) {
        this.database = database;
        this.log = log;
        this.config = config;
        this.chains = new Chains(database);
        this.late = new LateEntries(database, log);
        database.register(LeaseMapper.class);
    }

    /**
     * Chains all unchained entries, unless another server is doing so.
     *
     * @return the number of entries that were chained
     */
    public int run() {
        LeaseMapper.Lease seen = find();
        boolean due = hasWork(seen) || seen.now().isAfter(seen.lookedBack().plus(LOOK_BACK_EVERY));
        if (!seen.free() || !due) {
            return 0;
        }
        return acquire().map(this::chain).orElse(0);
    }

    /** Chains one round; any server may do the next one. */
    private int chain(LeaseMapper.Lease held) {
        try {
            return chainAll(held.fence()) + lookBack(held);
        } catch (LeaseLost | DuplicateKey another) {
            LOG.debug("Another server chains the {} log", log.name());
            return 0;
        } finally {
            database.write(tx -> tx.mapper(LeaseMapper.class).release(log.name(), holder));
        }
    }

    private LeaseMapper.Lease find() {
        return database.read(tx -> tx.mapper(LeaseMapper.class).find(log.name(), holder));
    }

    private boolean hasWork(LeaseMapper.Lease seen) {
        return !database.read(tx -> log.keys(tx, seen.cursor(), horizon(seen), 1))
                .isEmpty();
    }

    private Instant horizon(LeaseMapper.Lease lease) {
        return lease.now().minus(config.after());
    }

    private Optional<LeaseMapper.Lease> acquire() {
        return database.write(tx -> {
            LeaseMapper mapper = tx.mapper(LeaseMapper.class);
            return mapper.acquire(log.name(), holder, Config.LEASE.toSeconds()) == 0
                    ? Optional.empty()
                    : Optional.of(mapper.find(log.name(), holder));
        });
    }

    private int chainAll(long fence) {
        int chained = 0;
        Batch last = new Batch(0, true, PageSize.upTo(PAGE));
        for (int batch = 0; batch < BATCHES_PER_ROUND && last.more(); batch++) {
            PageSize next = last.next();
            last = database.write(tx -> chainBatch(tx, fence, next));
            chained += last.entries();
        }
        return chained;
    }

    /** Result of chaining a batch. @param more whether there may be more entries @param next the size of the next page */
    private record Batch(int entries, boolean more, PageSize next) {}

    /** Chains one batch; only hashes are kept in memory, not entries. */
    private Batch chainBatch(Transaction tx, long fence, PageSize first) {
        LeaseMapper.Lease lease = hold(tx, fence);
        List<ChainedEntry> batch = new ArrayList<>();
        EntryKey cursor = lease.cursor();
        PageSize size = first;
        long length = 0;
        boolean more = true;
        while (more && batch.size() < BATCH && length < BATCH_LENGTH) {
            List<ChainedEntry> page = log.page(tx, cursor, horizon(lease), size.rows());
            long lengthOfPage = ChainedEntry.length(page);
            more = page.size() == size.rows();
            batch.addAll(page);
            cursor = page.isEmpty() ? cursor : page.get(page.size() - 1).key();
            length += lengthOfPage;
            size = size.after(page.size(), lengthOfPage);
        }
        if (!batch.isEmpty()) {
            chains.append(tx, batch);
            tx.mapper(LeaseMapper.class).advance(log.name(), cursor);
        }
        return new Batch(batch.size(), more, size);
    }

    /** Locks the lease until the transaction ends. @throws LeaseLost if another server has it */
    private LeaseMapper.Lease hold(Transaction tx, long fence) {
        LeaseMapper mapper = tx.mapper(LeaseMapper.class);
        if (mapper.renew(log.name(), fence, Config.LEASE.toSeconds()) == 0) {
            throw new LeaseLost();
        }
        return mapper.find(log.name(), holder);
    }

    private int lookBack(LeaseMapper.Lease lease) {
        Instant now = lease.now();
        if (now.isAfter(lease.lookedFarBack().plus(LOOK_FAR_BACK_EVERY))) {
            int found = appendLate(lease, lease.lookedFarBack().minus(FAR_BACK));
            database.write(tx -> {
                tx.mapper(LeaseMapper.class).lookedFarBack(log.name(), now);
                return now;
            });
            return found;
        }
        if (now.isAfter(lease.lookedBack().plus(LOOK_BACK_EVERY))) {
            int found = appendLate(lease, lease.lookedBack().minus(BACK));
            database.write(tx -> {
                tx.mapper(LeaseMapper.class).lookedBack(log.name(), now);
                return now;
            });
            return found;
        }
        return 0;
    }

    /** Chains entries since a time that were committed too late for their place in the order. */
    private int appendLate(LeaseMapper.Lease held, Instant since) {
        EntryKey cursor = find().cursor();
        return late.find(
                since,
                cursor,
                found -> database.write(tx -> {
                    hold(tx, held.fence());
                    List<ChainedEntry> entries = read(tx, found);
                    chains.append(tx, entries);
                    return entries.size();
                }));
    }

    private List<ChainedEntry> read(Transaction tx, List<EntryKey> keys) {
        return keys.stream()
                .collect(Collectors.groupingBy(EntryKey::organization, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(chain ->
                        log
                                .findSealed(
                                        tx,
                                        chain.getKey(),
                                        chain.getValue().stream()
                                                .map(EntryKey::id)
                                                .toList())
                                .stream())
                .sorted(Comparator.comparing(ChainedEntry::key))
                .toList();
    }

    /** Chains entries since a time, whenever they were committed; for tests and repairs. */
    int appendLateSince(Instant since) {
        return acquire().map(held -> appendLate(held, since)).orElse(0);
    }

    /** Thrown to roll back a transaction if another server has the lease. */
    private static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Settings of chaining.
     *
     * @param every interval between searches for unchained entries
     * @param after minimum age of an entry; longer than the longest transaction
     */
    public record Config(Duration every, Duration after) {
        /** Delay until another server takes over from one that died within a round. */
        static final Duration LEASE = Duration.ofSeconds(30);

        private static final int MAX_SECONDS = 3_600;

        public static Config read(Settings settings) {
            return new Config(
                    Duration.ofSeconds(settings.integer("audit.chain-every-seconds", 1, MAX_SECONDS)),
                    Duration.ofSeconds(settings.integer("audit.chain-after-seconds", 0, MAX_SECONDS)));
        }
    }

    /** Chainers of all logs. */
    public record All(List<Chainer> chainers) {
        public All {
            chainers = List.copyOf(chainers);
        }

        /** Chains all unchained entries, unless another server is doing so. @return the number of chained entries */
        public int run() {
            return chainers.stream().mapToInt(Chainer::run).sum();
        }
    }
}
