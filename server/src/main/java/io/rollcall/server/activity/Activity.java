package io.rollcall.server.activity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.chain.Chains;
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
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.retention.Retention;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Service for the activity log of each organization. An entry is written in the transaction of its change, so that both are
 * committed or neither. Administrative events are also recorded in the installation's {@link Audit}, in the same transaction.
 */
@Singleton
public final class Activity {
    private static final int TOO_MANY = 429;
    private static final Duration TOO_MANY_APART = Duration.ofMinutes(1);

    /** Entries of a kind among which one of an identity provider is looked for. */
    private static final int NEWEST = 500;

    private static final String LAST_OF_A_MINUTE =
            " (More requests were refused in this minute; they are not recorded.)";

    private final Database database;
    private final Audit audit;
    private final Chains chains;
    private final Clock clock;
    private final RefusalLimit refusals;
    private final LateRefusals late = new LateRefusals();
    private final WorkingMemory memory;

    /** Organizations whose 429s were logged in the last minute: logging each would cost what refusing it saves. */
    private final Cache<OrganizationId, Boolean> tooMany =
            Caffeine.newBuilder().expireAfterWrite(TOO_MANY_APART).build();

    @Inject
    public Activity(Database database, Audit audit, Clock clock, WorkingMemory memory, Config config) {
        this.memory = memory;
        this.refusals = new RefusalLimit(config.refusalsPerMinute(), clock);
        this.database = database;
        this.audit = audit;
        this.chains = new Chains(database);
        this.clock = clock;
        database.register(ActivityMapper.class);
    }

    /** Records an event without a user. @param subject its subject, for display */
    public void record(Transaction tx, OrganizationId organizationId, ActivityKind kind, String subject, Actor actor) {
        insert(tx, organizationId, kind, Optional.empty(), subject, actor, "", "");
    }

    /** Records an administrative event: in both logs if it has an organization, otherwise in the audit log only. */
    public void record(
            Transaction tx, Optional<OrganizationId> organization, ActivityKind kind, String subject, Actor actor) {
        organization.ifPresentOrElse(
                id -> record(tx, id, kind, subject, actor),
                () -> audit.record(tx, AuditEvent.of(kind.audited().orElseThrow(), actor, subject)));
    }

    /** Records an administrative change, like {@link #record(Transaction, Optional, ActivityKind, String, Actor)}. */
    public void recordChange(
            Transaction tx,
            Optional<OrganizationId> organization,
            ActivityKind kind,
            String subject,
            Actor actor,
            String before,
            String after) {
        organization.ifPresentOrElse(
                id -> recordChange(tx, id, kind, subject, actor, before, after),
                () -> audit.record(
                        tx,
                        AuditEvent.of(kind.audited().orElseThrow(), actor, subject)
                                .with(Changes.between(before, after))));
    }

    /** Records an event of a user. */
    public void record(
            Transaction tx,
            OrganizationId organizationId,
            ActivityKind kind,
            UserId user,
            String userName,
            Actor actor) {
        record(tx, organizationId, kind, user, userName, actor, "");
    }

    /** Records an event of a user. @param ignored names of ignored members of the request, or empty */
    public void record(
            Transaction tx,
            OrganizationId organizationId,
            ActivityKind kind,
            UserId user,
            String userName,
            Actor actor,
            String ignored) {
        insert(tx, organizationId, kind, Optional.of(user), userName, actor, ActivityEntry.ignoring(ignored), "");
    }

    /**
     * Records that a user was created.
     *
     * @param ignored names of ignored members of the request, or empty
     * @param given members of the client's document, without additions of the server such as a default role
     */
    public void recordCreation(
            Transaction tx,
            OrganizationId organizationId,
            UserId user,
            String userName,
            Actor actor,
            String ignored,
            Map<String, String> given) {
        insert(
                tx,
                organizationId,
                ActivityKind.USER_CREATED,
                Optional.of(user),
                userName,
                actor,
                ActivityEntry.ignoring(ignored),
                Changes.creating(given));
    }

    /**
     * Records a change of a user.
     *
     * @param ignored names of ignored members of the request, or empty
     * @param before members of the former document; {@code after} the new one
     */
    public void recordChange(
            Transaction tx,
            OrganizationId organizationId,
            ActivityKind kind,
            UserId user,
            String userName,
            Actor actor,
            String ignored,
            Map<String, String> before,
            Map<String, String> after) {
        String detail = ActivityEntry.ignoring(ignored);
        insert(tx, organizationId, kind, Optional.of(user), userName, actor, detail, Changes.between(before, after));
    }

    /** Records a change without a user. @param before the former state as a JSON object; {@code after} the new one */
    public void recordChange(
            Transaction tx,
            OrganizationId organizationId,
            ActivityKind kind,
            String subject,
            Actor actor,
            String before,
            String after) {
        insert(tx, organizationId, kind, Optional.empty(), subject, actor, "", Changes.between(before, after));
    }

    /**
     * Records a refused or failed request, as far as {@link RefusalLimit} permits, and one 429 per minute. Server errors are
     * queued, since the database may be their cause; {@link #writeLate} records them.
     */
    public void recordRefused(OrganizationId organizationId, RefusedRequest request) {
        permitted(organizationId, request).ifPresent(permitted -> {
            Instant now = clock.instant();
            if (permitted.isFailure()) {
                late.add(organizationId, permitted, now);
            } else {
                database.write(tx -> recordRefusal(tx, organizationId, permitted, now));
            }
        });
    }

    /** Records the queued failed requests. */
    public void writeLate() {
        for (Optional<LateRefusals.Late> next = late.next(); next.isPresent(); next = late.next()) {
            LateRefusals.Late failed = next.get();
            database.write(tx -> recordRefusal(tx, failed.organization(), failed.request(), failed.occurred()));
            late.remove(failed);
        }
    }

    /** Records a refused request in a transaction, without limits; the caller applies its own. @return whether it was recorded */
    public boolean recordRefusal(
            Transaction tx, OrganizationId organizationId, RefusedRequest request, Instant occurred) {
        ActivityEntry entry = new ActivityEntry(
                TimeOrderedId.at(occurred),
                occurred.truncatedTo(ChronoUnit.MILLIS),
                ActivityKind.REQUEST_REFUSED,
                request.status(),
                Optional.empty(),
                request.line(),
                request.actor(),
                request.detail(),
                "");
        return tx.mapper(ActivityMapper.class)
                        .insertRefusal(
                                organizationId,
                                entry,
                                request.user(),
                                request.userName(),
                                TextCommitment.fresh().value())
                > 0;
    }

    private Optional<RefusedRequest> permitted(OrganizationId organizationId, RefusedRequest request) {
        if (request.status() == TOO_MANY && tooMany.asMap().putIfAbsent(organizationId, true) != null) {
            return Optional.empty();
        }
        return switch (refusals.count(organizationId)) {
            case RECORD -> Optional.of(request);
            case RECORD_AS_LAST -> Optional.of(request.explained(LAST_OF_A_MINUTE));
            case SKIP -> Optional.empty();
        };
    }

    private void insert(
            Transaction tx,
            OrganizationId organizationId,
            ActivityKind kind,
            Optional<UserId> user,
            String subject,
            Actor actor,
            String detail,
            String changes) {
        Instant now = clock.instant();
        tx.mapper(ActivityMapper.class)
                .insert(
                        organizationId,
                        ActivityEntry.done(
                                TimeOrderedId.at(now),
                                now.truncatedTo(ChronoUnit.MILLIS),
                                kind,
                                user,
                                subject,
                                actor,
                                detail,
                                changes),
                        TextCommitment.fresh().value());
        kind.audited().ifPresent(audited -> {
            String about = user.map(UserId::toString).orElse(subject);
            audit.record(
                    tx,
                    AuditEvent.of(audited, actor, about)
                            .in(organizationId)
                            .with(detail(tx, organizationId, kind, changes)));
        });
    }

    private String detail(Transaction tx, OrganizationId organizationId, ActivityKind kind, String changes) {
        return kind == ActivityKind.ORGANIZATION_DELETING
                ? LastHead.of(chains.head(tx, organizationId)).json()
                : changes;
    }

    /** Records a failed sign-in in the audit log. */
    public void recordFailedSignIn(Actor actor, Refusal refusal) {
        audit.recordFailedSignIn(actor, refusal);
    }

    /** Returns the current end of the organization's chain. */
    public LastHead lastHead(OrganizationId organizationId) {
        return LastHead.of(database.read(tx -> chains.head(tx, organizationId)));
    }

    /** Records in the audit log that an organization was deleted; its own log no longer exists. @param detail a JSON object */
    public void recordDeletion(Transaction tx, OrganizationId organizationId, String slug, String detail, Actor actor) {
        audit.record(
                tx,
                AuditEvent.of(AuditKind.ORGANIZATION_DELETED, actor, slug)
                        .in(organizationId)
                        .with(detail));
    }

    /** Returns the entries that the query selects, newest first, at most a few megabytes; for commands. */
    public List<ActivityEntry> list(OrganizationId organizationId, ActivityQuery query) {
        return slice(organizationId, query, Slice.OF_COMMAND).entries();
    }

    /** Returns entries without their changes, newest first, for small results. @throws Refusal BUSY if memory is short */
    public List<ActivityEntry> summaries(OrganizationId organizationId, ActivityQuery query) {
        return read(
                        Slice.OF_COMMAND,
                        (mapper, rows) ->
                                mapper.listWithoutChanges(organizationId, query, query.first(), query.last(), rows))
                .entries();
    }

    /**
     * Returns the entries that the query selects, newest first: fewer than its limit if their texts are long, but at
     * least one if there is any.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public Slice slice(OrganizationId organizationId, ActivityQuery query, long maxLength) {
        return read(maxLength, (mapper, rows) -> mapper.list(organizationId, query, query.first(), query.last(), rows));
    }

    private Slice read(long maxLength, BiConsumer<ActivityMapper, RowConsumer<ActivityMapper.Row>> statement) {
        BoundedRows.Slice<ActivityEntry> slice = database.read(tx -> {
                    BoundedRows<ActivityMapper.Row, ActivityEntry> rows = new BoundedRows<>(
                            maxLength, memory, tx::cancel, ActivityMapper.Row::toEntry, ActivityEntry::length);
                    statement.accept(tx.mapper(ActivityMapper.class), rows);
                    return rows;
                })
                .slice();
        return new Slice(slice.items(), slice.cut());
    }

    /** Returns whether an identity provider, other than by a rehearsal, caused one of the newest entries of that kind since then. */
    public boolean hasFromProvider(OrganizationId organizationId, ActivityKind kind, Instant since) {
        return database.read(tx -> tx.mapper(ActivityMapper.class)
                .hasOf(organizationId, kind, Actor.Kind.TOKEN, Actor.REHEARSAL, TimeOrderedId.first(since), NEWEST));
    }

    /** Returns an entry, or throws NOT_FOUND if the organization has none with that id. */
    public ActivityEntry get(OrganizationId organizationId, UUID id) {
        ActivityEntry found = database.read(
                        tx -> tx.mapper(ActivityMapper.class).find(organizationId, id))
                .map(ActivityMapper.Row::toEntry)
                .orElseThrow(() -> Refusal.notFound("There is no entry with the id " + id
                        + " in this organization's activity. It may have been removed because of its age."));
        memory.reserveJson(found.length());
        return found;
    }

    /**
     * Removes old entries of all organizations and returns their number. The removal is recorded in the audit log first, so
     * that verification does not report them as missing.
     */
    public long prune(Retention retention, Duration age) {
        return retention.prune(
                age,
                "entries of the activity",
                ActivityMapper.class,
                before -> audit.recordPruning(ActivityChain.NAME, before));
    }

    /** Removes up to {@code most} entries of an organization that is being deleted, and returns their number. */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(ActivityMapper.class).remove(organizationId, most));
    }

    /**
     * Entries that a query selects.
     *
     * @param cut whether the query selects more within its limit, which would be too much to hold in memory at once
     */
    public record Slice(List<ActivityEntry> entries, boolean cut) {
        /** Characters of the texts of a slice that a request reads: requests of all workers fit in a small heap. */
        public static final long OF_REQUEST = 256L * 1024;

        /** Characters of the texts of a slice that a command reads. */
        public static final long OF_COMMAND = 4L * 1024 * 1024;

        public Slice {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Settings of the activity log.
     *
     * @param retention retention of entries
     * @param refusalsPerMinute refused requests of an organization that each server records per minute
     */
    public record Config(Duration retention, int refusalsPerMinute) {
        private static final int MAX_DAYS = 365 * 100;
        private static final int MAX_REFUSALS = 1_000_000;

        public static Config read(Settings settings) {
            return new Config(
                    Duration.ofDays(settings.integer("activity.retention-days", 1, MAX_DAYS)),
                    settings.integer("activity.refusals-per-minute", 1, MAX_REFUSALS));
        }
    }
}
