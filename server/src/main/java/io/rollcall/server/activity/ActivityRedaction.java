package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.TextCommitment;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Redaction of a person's data in the activity log: entries keep their time, kind and actor, and lose their texts and the salt of
 * their seals. Idempotent.
 *
 * <p>Entries are searched without locks, then locked and changed in small batches.
 */
@Singleton
public final class ActivityRedaction {
    /** Subject of a redacted entry. */
    public static final String ERASED = "erased user";

    private static final int ENTRIES_PER_PAGE = 500;

    /** Maximum entries per transaction; small, since a cluster certifies each transaction as a whole. */
    private static final int ENTRIES_PER_TRANSACTION = 100;

    /** Maximum length of texts per transaction; entries of older servers may have megabytes each. */
    private static final long LENGTH_PER_TRANSACTION = 4L * 1024 * 1024;

    private final Database database;

    @Inject
    public ActivityRedaction(Database database) {
        this.database = database;
        database.register(RedactionMapper.class);
    }

    /** Redacts the entries about a user. Names of changed attributes are kept, values are removed. */
    public void redactUser(OrganizationId organizationId, UserId user) {
        List<EntrySize> page;
        Optional<UUID> after = Optional.empty();
        do {
            Optional<UUID> last = after;
            page = database.read(
                    tx -> tx.mapper(RedactionMapper.class).listOfUser(organizationId, user, last, ENTRIES_PER_PAGE));
            redact(organizationId, page);
            after = page.isEmpty()
                    ? last
                    : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == ENTRIES_PER_PAGE);
    }

    /** Redacts refused requests. @param personal tests whether a subject or detail names the person */
    public void redactRefusedRequests(OrganizationId organizationId, Predicate<String> personal) {
        Page page;
        Optional<UUID> after = Optional.empty();
        do {
            Optional<UUID> last = after;
            page = database.read(tx -> refusedRequests(tx, organizationId, last, personal));
            redact(organizationId, page.personal());
            after = page.last();
        } while (page.entries() == ENTRIES_PER_PAGE);
    }

    /** Page of refused requests. @param personal those that name the person @param last the last one of all */
    private record Page(int entries, List<EntrySize> personal, Optional<UUID> last) {}

    private static Page refusedRequests(
            Transaction tx, OrganizationId organizationId, Optional<UUID> after, Predicate<String> personal) {
        List<UUID> read = new ArrayList<>();
        List<EntrySize> found = new ArrayList<>();
        tx.mapper(RedactionMapper.class)
                .listOfKind(organizationId, ActivityKind.REQUEST_REFUSED, after, ENTRIES_PER_PAGE, entry -> {
                    read.add(entry.id());
                    if (personal.test(entry.subject()) || personal.test(entry.detail())) {
                        found.add(new EntrySize(entry.id(), entry.length()));
                    }
                });
        return new Page(read.size(), found, read.isEmpty() ? after : Optional.of(read.get(read.size() - 1)));
    }

    private void redact(OrganizationId organizationId, List<EntrySize> entries) {
        List<UUID> some = new ArrayList<>();
        long length = 0;
        for (EntrySize entry : entries) {
            if (some.size() == ENTRIES_PER_TRANSACTION || !some.isEmpty() && length > LENGTH_PER_TRANSACTION) {
                redactAtOnce(organizationId, List.copyOf(some));
                some.clear();
                length = 0;
            }
            some.add(entry.id());
            length += entry.length();
        }
        redactAtOnce(organizationId, some);
    }

    /** Redacts entries in one transaction. Seals are computed from locked rows, since chaining may have just sealed an older entry. */
    private void redactAtOnce(OrganizationId organizationId, List<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        database.write(tx -> {
            RedactionMapper mapper = tx.mapper(RedactionMapper.class);
            List<Redacted> redacted = new ArrayList<>();
            mapper.lock(organizationId, ids, row -> redacted.add(row.redacted()));
            redacted.forEach(entry -> mapper.redact(organizationId, entry.id(), ERASED, entry.changes(), entry.seal()));
            return redacted.size();
        });
    }

    /** Entry to redact. @param length the length of its texts */
    record EntrySize(UUID id, long length) {}

    /** Entry after its redaction. */
    record Redacted(UUID id, String changes, byte[] seal) {}

    /** Texts of an entry. @param seal null in entries of older servers */
    record EntryTexts(UUID id, String subject, String detail, String changes, byte[] seal) {
        long length() {
            return (long) detail.length() + changes.length();
        }

        Redacted redacted() {
            TextCommitment present = seal == null ? TextCommitment.fresh() : new TextCommitment(seal);
            TextCommitment erased = present.erased(ActivityChainMapper.EntryRow.texts(subject, detail, changes));
            return new Redacted(id, changes.isEmpty() ? "" : Changes.withoutValues(changes), erased.value());
        }
    }
}
