package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.audit.chain.Chains;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.audit.chain.TextCommitment;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.retention.Retention;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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

/** Log of administrative events of the whole installation. Entries are kept after their organization is deleted. */
@Singleton
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

    /** @param origin the host and account of this program, for entries of commands */
    @Inject
    public Audit(Database database, Clock clock, WorkingMemory memory, Config config, Origin origin) {
        this.memory = memory;
        this.database = database;
        this.failedSignIns = new FailedSignIns(this, clock, config.failedSignInsPerMinute());
        this.clock = clock;
        this.origin = origin;
        this.chains = new Chains(database);
        AuditMapper.EntryRow.register(database);
    }

    /** Records an event in the transaction of its change, so that both are committed or neither. */
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
                TextCommitment.fresh().value());
    }

    /** Records an event without a database change, in its own transaction. */
    public void record(AuditEvent event) {
        database.write(tx -> {
            record(tx, event);
            return event;
        });
    }

    /** Records a failed sign-in, or counts it above the limit per minute. @param actor the client, with the entered name */
    public void recordFailedSignIn(Actor actor, Refusal refusal) {
        failedSignIns.record(actor, refusal);
    }

    /** Records the number of further failed sign-ins of past minutes. */
    public void writeFailedSignIns() {
        failedSignIns.writeEarlier();
    }

    /** Records the number of further failed sign-ins until now; called when the server stops. */
    public void writeAllFailedSignIns() {
        failedSignIns.writeAll();
    }

    /** Returns whether the deletion of the organization is recorded. */
    public boolean isDeletionRecorded(OrganizationId organization) {
        return database.read(tx -> tx.mapper(AuditMapper.class).hasOf(organization, AuditKind.ORGANIZATION_DELETED));
    }

    /**
     * Returns the entries that the query selects, newest first; for small results or entries with short texts.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public List<AuditEntry> list(AuditQuery query) {
        return slice(query, Slice.OF_COMMAND).entries();
    }

    /**
     * Returns the entries that the query selects, newest first: fewer than its limit if their texts are long, but at
     * least one if there is any.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public Slice slice(AuditQuery query, long maxLength) {
        Optional<UUID> first = query.from().map(TimeOrderedId::first);
        Optional<UUID> last = query.to().map(TimeOrderedId::first);
        return read(maxLength, (mapper, rows) -> mapper.list(query, first, last, rows));
    }

    private Slice read(long maxLength, BiConsumer<AuditMapper, RowConsumer<AuditMapper.EntryRow>> statement) {
        BoundedRows.Slice<AuditEntry> slice = database.read(tx -> {
                    BoundedRows<AuditMapper.EntryRow, AuditEntry> rows = new BoundedRows<>(
                            maxLength, memory, tx::cancel, AuditMapper.EntryRow::toEntry, AuditEntry::length);
                    statement.accept(tx.mapper(AuditMapper.class), rows);
                    return rows;
                })
                .slice();
        return new Slice(slice.items(), slice.cut());
    }

    /** Returns an entry, or throws NOT_FOUND if there is none with that id. */
    public AuditEntry get(UUID id) {
        return find(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no entry with the id " + id
                        + " in the audit log. It may have been removed because of its age."));
    }

    private List<AuditEntry> find(List<UUID> ids) {
        return read(Long.MAX_VALUE, (mapper, rows) -> mapper.find(ids, rows)).entries();
    }

    /**
     * Returns entries in chain order. The chain is append-only, so a reader that continues after the last position misses
     * none. Entries are chained about a minute after they are recorded. Long entries make the result shorter than the
     * limit.
     *
     * @param position the number of chained entries to skip; pruned entries are omitted
     * @return the entries; empty only at the end of the chain
     */
    public List<AuditEntry.Chained> chained(long position, int limit) {
        long first = Math.max(position, chains.begin(Head.AUDIT));
        List<UUID> ids = chains.ids(Head.AUDIT, first, limit);
        while (!ids.isEmpty()) {
            List<AuditEntry.Chained> entries = at(first, ids);
            if (!entries.isEmpty()) {
                return entries.subList(0, Math.min(limit, entries.size()));
            }
            first += ids.size();
            ids = chains.ids(Head.AUDIT, first, Math.max(limit, SKIPPED_AT_ONCE));
        }
        return List.of();
    }

    /** Reads entries in pages, up to the length of a slice. */
    private List<AuditEntry.Chained> at(long first, List<UUID> ids) {
        List<AuditEntry.Chained> entries = new ArrayList<>();
        long length = 0;
        for (int start = 0; start < ids.size() && length < Slice.OF_REQUEST; start += FOUND_AT_ONCE) {
            List<UUID> some = ids.subList(start, Math.min(ids.size(), start + FOUND_AT_ONCE));
            List<AuditEntry.Chained> found = some(first + start, some);
            length += found.stream()
                    .mapToLong(chained -> chained.entry().length())
                    .sum();
            entries.addAll(found);
        }
        return List.copyOf(entries);
    }

    private List<AuditEntry.Chained> some(long first, List<UUID> ids) {
        Map<UUID, AuditEntry> found = find(ids).stream().collect(Collectors.toMap(AuditEntry::id, Function.identity()));
        List<AuditEntry.Chained> entries = new ArrayList<>();
        for (int place = 0; place < ids.size(); place++) {
            AuditEntry entry = found.get(ids.get(place));
            if (entry != null) {
                entries.add(new AuditEntry.Chained(first + place, entry));
            }
        }
        return entries;
    }

    /**
     * Records a coming removal of old entries of a log, so that verification does not report them as missing.
     *
     * @param log the name of the log
     * @param before the time before which entries are removed
     */
    public void recordPruning(String log, Instant before) {
        marks.record(log, before);
    }

    /** Returns the time before which entries of that log were removed because of their age. */
    public Optional<Instant> prunedBefore(String log) {
        return marks.find(log);
    }

    /** Removes entries above an age, as far as {@link Retention} permits. @return the number of removed entries */
    public long prune(Retention retention, Duration age) {
        return retention.prune(
                age, "entries of the audit log", AuditMapper.class, before -> marks.record(PrunedMarks.AUDIT, before));
    }

    /**
     * Entries that a query selects.
     *
     * @param cut whether the query selects more within its limit, which would be too much to hold in memory at once
     */
    public record Slice(List<AuditEntry> entries, boolean cut) {
        /** Characters of the texts of a slice that a request reads: requests of all workers fit in a small heap. */
        public static final long OF_REQUEST = 256L * 1024;

        /** Characters of the texts of a slice that a command reads. */
        public static final long OF_COMMAND = 4L * 1024 * 1024;

        public Slice {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Settings of the audit log.
     *
     * @param retention retention of entries; empty for no limit
     * @param failedSignInsPerMinute failed sign-ins that each server records individually per minute
     */
    public record Config(Optional<Duration> retention, int failedSignInsPerMinute, Chainer.Config chain) {
        private static final int MAX_DAYS = 365 * 100;
        private static final int MAX_FAILURES = 1_000;

        public static Config read(Settings settings) {
            int days = settings.integer("audit.retention-days", 0, MAX_DAYS);
            return new Config(
                    days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)),
                    settings.integer("audit.failed-sign-ins-per-minute", 0, MAX_FAILURES),
                    Chainer.Config.read(settings));
        }
    }
}
