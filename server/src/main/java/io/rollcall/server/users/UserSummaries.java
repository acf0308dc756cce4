package io.rollcall.server.users;

import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.users.UserSummaryMapper.FormerUserRow;
import io.rollcall.server.users.UserSummaryMapper.UserSummaryRow;
import io.rollcall.server.users.query.CaseFolding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Look-up of users for operators, by id or case-insensitive userName, and lists of users. */
@Singleton
public final class UserSummaries {
    private static final int PAGE = 1_000;

    private final Database database;
    private final WorkingMemory memory;

    @Inject
    public UserSummaries(Database database, WorkingMemory memory) {
        this.database = database;
        this.memory = memory;
        database.register(UserSummaryMapper.class);
        database.register(FormerUserMapper.class);
        UserRow.register(database);
    }

    /** Returns a present user by id or userName. @throws Refusal NOT_FOUND if there is none */
    public UserSummary getPresent(OrganizationId organizationId, String named) {
        return database.read(tx -> findPresent(tx, organizationId, named)).orElseThrow(() -> notFound(named));
    }

    /** Returns the present user, or else the former one, by id or userName. @throws Refusal NOT_FOUND if there is neither */
    public UserSummary get(OrganizationId organizationId, String named) {
        return database.read(
                        tx -> findPresent(tx, organizationId, named).or(() -> findFormer(tx, organizationId, named)))
                .orElseThrow(() -> notFound(named));
    }

    private static Optional<UserSummary> findPresent(Transaction tx, OrganizationId organizationId, String named) {
        UserSummaryMapper mapper = tx.mapper(UserSummaryMapper.class);
        return UserId.parse(named)
                .flatMap(id -> mapper.find(organizationId, id))
                .or(() -> mapper.findByName(organizationId, CaseFolding.fold(named)))
                .map(UserSummaryRow::toSummary);
    }

    private static Optional<UserSummary> findFormer(Transaction tx, OrganizationId organizationId, String named) {
        FormerUserMapper mapper = tx.mapper(FormerUserMapper.class);
        return UserId.parse(named)
                .flatMap(id -> mapper.find(organizationId, id))
                .or(() -> mapper.findByName(organizationId, CaseFolding.fold(named)))
                .map(FormerUserRow::toSummary);
    }

    /**
     * Returns the user's SCIM document as JSON text, without {@code id} and {@code meta}. Memory for the response is reserved
     * before the document is read.
     *
     * @throws Refusal NOT_FOUND if the user is gone, BUSY if other requests hold too much memory
     */
    public String document(OrganizationId organizationId, UserSummary account) {
        UserId id = account.id();
        return database.read(tx -> {
                    if (account.state() == UserSummary.State.FORMER) {
                        FormerUserMapper former = tx.mapper(FormerUserMapper.class);
                        former.findDocumentLength(organizationId, id).ifPresent(memory::reserveText);
                        return former.findDocument(organizationId, id);
                    }
                    UserSummaryMapper present = tx.mapper(UserSummaryMapper.class);
                    present.findDocumentLength(organizationId, id).ifPresent(memory::reserveText);
                    return present.findDocument(organizationId, id);
                })
                .orElseThrow(() -> notFound(account.userName()));
    }

    /**
     * Returns the current users that match the query.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public List<UserSummary> list(OrganizationId organizationId, UserSummaryQuery query) {
        return byKey(
                query.after(),
                query.limit(),
                (after, most) -> read(UserSummaryRow::toSummary, (tx, rows) -> tx.mapper(UserSummaryMapper.class)
                        .list(organizationId, query.from(after, most), rows)));
    }

    /**
     * Returns former users, ordered by id.
     *
     * @param after only those whose id is greater
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public List<UserSummary> listFormer(OrganizationId organizationId, Optional<UserId> after, int limit) {
        return byKey(
                after,
                limit,
                (start, most) -> read(FormerUserRow::toSummary, (tx, rows) -> tx.mapper(FormerUserMapper.class)
                        .list(organizationId, start, most, rows)));
    }

    private <R> List<UserSummary> read(
            Function<R, UserSummary> reader, BiConsumer<Transaction, RowConsumer<R>> statement) {
        return database.read(tx -> {
                    BoundedRows<R, UserSummary> rows =
                            new BoundedRows<>(Long.MAX_VALUE, memory, tx::cancel, reader, UserSummary::length);
                    statement.accept(tx, rows);
                    return rows;
                })
                .slice()
                .items();
    }

    private static List<UserSummary> byKey(
            Optional<UserId> after, int limit, BiFunction<Optional<UserId>, Integer, List<UserSummary>> page) {
        List<UserSummary> all = new ArrayList<>();
        Optional<UserId> start = after;
        List<UserSummary> last;
        do {
            last = page.apply(start, Math.min(PAGE, limit - all.size()));
            all.addAll(last);
            start = last.isEmpty()
                    ? start
                    : Optional.of(last.get(last.size() - 1).id());
        } while (last.size() == PAGE && all.size() < limit);
        return all;
    }

    private static Refusal notFound(String named) {
        return Refusal.notFound("There is no user '" + named + "' in this organization.");
    }

    /**
     * Query for current users, in the order of their creation.
     *
     * @param active selects active or inactive users; empty for both
     * @param after id of the last user of the previous page
     */
    public record UserSummaryQuery(Optional<Boolean> active, Optional<String> role, Optional<UserId> after, int limit) {
        /** Returns whether an index serves all filters, so that only users of the page are read. */
        public boolean isIndexed() {
            return active.isEmpty() || role.isEmpty();
        }

        UserSummaryQuery from(Optional<UserId> start, int most) {
            return new UserSummaryQuery(active, role, start, most);
        }
    }
}
