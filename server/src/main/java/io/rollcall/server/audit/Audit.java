package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.Chains;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.audit.chain.Seal;
import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.retention.AgedRows;
import io.rollcall.server.retention.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ibatis.session.ResultHandler;

/** Log of administrative events of the whole installation. Its entries outlive the organizations that they are about. */
public final class Audit {
    private static final int SKIPPED_AT_ONCE = 1_000;
    private static final int FOUND_AT_ONCE = 50;

    private final Database database;
    private final Clock clock;
    private final Origin origin;
    private final Chains chains;
    private final PrunedMarks marks = new PrunedMarks(this);
    private final FailedSignIns failedSignIns;
    private final WorkingMemory memory;

    /** @param origin where this program runs, for entries of commands */
    public Audit(Database database, Clock clock, WorkingMemory memory, AuditConfig config, Origin origin) {
        this.memory = memory;
        this.database = database;
        this.failedSignIns = new FailedSignIns(this, clock, config.failedSignInsPerMinute());
        this.clock = clock;
        this.origin = origin;
        this.chains = new Chains(database);
        database.register(AuditMapper.class);
    }

    /** Records an event in the transaction of the change that it is about, so that neither is without the other. */
    public void record(Transaction tx, AuditEvent event) {
        AuditMapper mapper = tx.mapper(AuditMapper.class);
        Instant now = clock.instant();
        String slug = event.organization().flatMap(mapper::slug).orElse("");
        mapper.insert(
                TimeOrderedId.at(now),
                now.truncatedTo(ChronoUnit.MILLIS),
                event,
                origin.of(event.actor()),
                slug,
                Seal.fresh().value());
    }

    /** Records an event that is no change in the database. */
    public void record(AuditEvent event) {
        database.write(tx -> {
            record(tx, event);
            return event;
        });
    }

    /** Records a failed sign-in: of many in a minute only how many there were. @param actor with the name that was entered */
    public void recordFailedSignIn(Actor actor, Refusal refusal) {
        failedSignIns.record(actor, refusal);
    }

    /** Records how many more sign-ins failed in the minutes that are over. */
    public void writeFailedSignIns() {
        failedSignIns.writeEarlier();
    }

    /** Records how many more sign-ins failed until now, at the end of the server. */
    public void writeAllFailedSignIns() {
        failedSignIns.writeAll();
    }

    /** Returns whether an entry says that the organization was deleted. */
    public boolean isDeletionRecorded(OrganizationId organization) {
        return database.read(tx -> tx.mapper(AuditMapper.class).hasOf(organization, AuditKind.ORGANIZATION_DELETED));
    }

    /**
     * Returns the entries that the query selects, newest first; for queries of few, or of entries with short texts.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public List<AuditEntry> list(AuditQuery query) {
        return slice(query, AuditSlice.OF_COMMAND).entries();
    }

    /**
     * Returns the entries that the query selects, newest first: fewer than its limit if their texts would be longer, but one at
     * the least if there is any.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public AuditSlice slice(AuditQuery query, long maxLength) {
        Optional<UUID> first = query.from().map(TimeOrderedId::first);
        Optional<UUID> last = query.to().map(TimeOrderedId::first);
        return read(maxLength, (mapper, rows) -> mapper.list(query, first, last, rows));
    }

    private AuditSlice read(long maxLength, BiConsumer<AuditMapper, ResultHandler<AuditRow>> statement) {
        BoundedRows.Slice<AuditEntry> slice = database.read(tx -> {
                    BoundedRows<AuditRow, AuditEntry> rows =
                            new BoundedRows<>(maxLength, memory, tx::cancel, AuditRow::toEntry, AuditEntry::length);
                    statement.accept(tx.mapper(AuditMapper.class), rows);
                    return rows;
                })
                .slice();
        return new AuditSlice(slice.items(), slice.cut());
    }

    /** @throws Refusal NOT_FOUND if there is no such entry */
    public AuditEntry get(UUID id) {
        return find(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(
                        "There is no entry with the id " + id + " in the audit log, or it is so old that it is gone."));
    }

    private List<AuditEntry> find(List<UUID> ids) {
        return read(Long.MAX_VALUE, (mapper, rows) -> mapper.find(ids, rows)).entries();
    }

    /**
     * Returns entries in the order of the chain, in which nothing is ever put between: a reader that goes on behind the last
     * position misses none. An entry is chained about a minute after it was recorded. There are fewer than the limit if they
     * are long.
     *
     * @param position the number of entries in the chain before the first that is wanted; pruned ones are left out
     * @return empty at the end of the chain only
     */
    public List<ChainedAuditEntry> chained(long position, int limit) {
        long first = Math.max(position, chains.begin(Head.AUDIT));
        List<UUID> ids = chains.ids(Head.AUDIT, first, limit);
        while (!ids.isEmpty()) {
            List<ChainedAuditEntry> entries = at(first, ids);
            if (!entries.isEmpty()) {
                return entries.subList(0, Math.min(limit, entries.size()));
            }
            first += ids.size();
            ids = chains.ids(Head.AUDIT, first, Math.max(limit, SKIPPED_AT_ONCE));
        }
        return List.of();
    }

    /** Some at a time, until they are as long as a slice may be. */
    private List<ChainedAuditEntry> at(long first, List<UUID> ids) {
        List<ChainedAuditEntry> entries = new ArrayList<>();
        long length = 0;
        for (int start = 0; start < ids.size() && length < AuditSlice.OF_REQUEST; start += FOUND_AT_ONCE) {
            List<UUID> some = ids.subList(start, Math.min(ids.size(), start + FOUND_AT_ONCE));
            List<ChainedAuditEntry> found = some(first + start, some);
            length += found.stream()
                    .mapToLong(chained -> chained.entry().length())
                    .sum();
            entries.addAll(found);
        }
        return List.copyOf(entries);
    }

    private List<ChainedAuditEntry> some(long first, List<UUID> ids) {
        Map<UUID, AuditEntry> found = find(ids).stream().collect(Collectors.toMap(AuditEntry::id, Function.identity()));
        List<ChainedAuditEntry> entries = new ArrayList<>();
        for (int place = 0; place < ids.size(); place++) {
            AuditEntry entry = found.get(ids.get(place));
            if (entry != null) {
                entries.add(new ChainedAuditEntry(first + place, entry));
            }
        }
        return entries;
    }

    /**
     * Notes that entries of a log are going to be removed because of their age: without such a note they would be missing.
     *
     * @param log the name of the log
     * @param before the time before which entries go
     */
    public void recordPruning(String log, Instant before) {
        marks.record(log, before);
    }

    /** Returns the time before which entries of that log were removed because of their age. */
    public Optional<Instant> prunedBefore(String log) {
        return marks.find(log);
    }

    /** Removes entries that are older than that, as far as that is safe. @return how many went */
    public long prune(Retention retention, Duration age) {
        return retention.prune(
                age,
                new AgedRows(
                        "entries of the audit log",
                        before -> marks.record(PrunedMarks.AUDIT, before),
                        before ->
                                database.read(tx -> tx.mapper(AuditMapper.class).countOlder(before)),
                        () -> database.read(tx -> tx.mapper(AuditMapper.class).countAll()),
                        (before, most) -> database.write(
                                tx -> tx.mapper(AuditMapper.class).prune(before, most))));
    }
}
