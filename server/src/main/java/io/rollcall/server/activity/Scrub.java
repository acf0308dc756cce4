package io.rollcall.server.activity;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.PageSize;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.ibatis.session.ResultHandler;

/**
 * Makes the log forget a person and keep what happened: entries stay, with their time, kind and actor, and lose what they say
 * of the person, and the salt of their seals. May be done again at any time, as where it broke off.
 */
public final class Scrub {
    /** Replaces the person in an entry's subject. */
    public static final String ERASED = "erased user";

    /** A cluster certifies each transaction as a whole, so each is small. */
    private static final int ENTRIES_AT_ONCE = 500;

    private final Database database;

    public Scrub(Database database) {
        this.database = database;
        database.register(ScrubMapper.class);
    }

    /** Scrubs all that was done to a user: which attributes changed is kept, their values are not. */
    public void entriesOf(OrganizationId organizationId, UserId user) {
        inBatches(
                organizationId,
                entry -> true,
                (mapper, batch, rows) -> mapper.listOfUser(organizationId, user, batch.after(), batch.limit(), rows));
    }

    /**
     * Scrubs refused requests whose response or address identifies the person.
     *
     * @param telling whether a text identifies the person
     */
    public void refusals(OrganizationId organizationId, Predicate<String> telling) {
        inBatches(
                organizationId,
                entry -> telling.test(entry.subject()) || telling.test(entry.detail()),
                (mapper, batch, rows) -> mapper.listOfKind(
                        organizationId, ActivityKind.REQUEST_REFUSED, batch.after(), batch.limit(), rows));
    }

    /** Entries that one transaction reads. */
    private record Batch(Optional<UUID> after, PageSize size) {
        int limit() {
            return size.rows();
        }

        Batch next(List<ReadEntry> read) {
            long length = read.stream().mapToLong(ReadEntry::length).sum();
            return new Batch(Optional.of(read.get(read.size() - 1).id()), size.after(read.size(), length));
        }
    }

    /** Selects the entries of a batch. */
    @FunctionalInterface
    private interface Statement {
        void select(ScrubMapper mapper, Batch batch, ResultHandler<LoggedText> rows);
    }

    /** An entry without its texts, which may be very long in rows of older servers. @param personal whether it is to be scrubbed */
    private record ReadEntry(UUID id, boolean personal, String changes, byte[] seal, long length) {
        static ReadEntry of(LoggedText text, Predicate<LoggedText> personal) {
            String changes = text.changes().isEmpty() ? "" : Changes.withoutValues(text.changes());
            long length = text.changes().length() + text.detail().length();
            return new ReadEntry(text.id(), personal.test(text), changes, text.erasedSeal(), length);
        }
    }

    /** By key, each batch in a transaction of its own. */
    private void inBatches(OrganizationId organizationId, Predicate<LoggedText> personal, Statement statement) {
        Batch next = new Batch(Optional.empty(), PageSize.upTo(ENTRIES_AT_ONCE));
        boolean more = true;
        while (more) {
            Batch batch = next;
            List<ReadEntry> read = database.write(tx -> scrub(tx, organizationId, personal, statement, batch));
            more = read.size() == batch.limit();
            next = more ? batch.next(read) : batch;
        }
    }

    private static List<ReadEntry> scrub(
            Transaction tx,
            OrganizationId organizationId,
            Predicate<LoggedText> personal,
            Statement statement,
            Batch batch) {
        ScrubMapper mapper = tx.mapper(ScrubMapper.class);
        List<ReadEntry> read = new ArrayList<>();
        statement.select(mapper, batch, row -> read.add(ReadEntry.of(row.getResultObject(), personal)));
        read.stream()
                .filter(ReadEntry::personal)
                .forEach(entry -> mapper.scrub(organizationId, entry.id(), ERASED, entry.changes(), entry.seal()));
        return read;
    }
}
