package io.rollcall.server.users;

import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.ibatis.session.ResultHandler;

/** Finds users as operators name them, by id or by userName in any case, and lists them. */
public final class Accounts {
    private static final int PAGE = 1_000;

    private final Database database;
    private final WorkingMemory memory;

    public Accounts(Database database, WorkingMemory memory) {
        this.database = database;
        this.memory = memory;
        database.register(AccountMapper.class);
        database.register(FormerUserMapper.class);
        UserRow.register(database);
    }

    /** @throws Refusal NOT_FOUND where no present user is named so */
    public Account getPresent(OrganizationId organizationId, String named) {
        return database.read(tx -> findPresent(tx, organizationId, named)).orElseThrow(() -> notFound(named));
    }

    /** The present user who is named so, or else the former one. @throws Refusal NOT_FOUND where there is neither */
    public Account get(OrganizationId organizationId, String named) {
        return database.read(
                        tx -> findPresent(tx, organizationId, named).or(() -> findFormer(tx, organizationId, named)))
                .orElseThrow(() -> notFound(named));
    }

    private static Optional<Account> findPresent(Transaction tx, OrganizationId organizationId, String named) {
        AccountMapper mapper = tx.mapper(AccountMapper.class);
        return UserId.parse(named)
                .flatMap(id -> mapper.find(organizationId, id))
                .or(() -> mapper.findByName(organizationId, Folding.fold(named)))
                .map(AccountRow::toAccount);
    }

    private static Optional<Account> findFormer(Transaction tx, OrganizationId organizationId, String named) {
        FormerUserMapper mapper = tx.mapper(FormerUserMapper.class);
        return UserId.parse(named)
                .flatMap(id -> mapper.find(organizationId, id))
                .or(() -> mapper.findByName(organizationId, Folding.fold(named)))
                .map(FormerAccountRow::toAccount);
    }

    /**
     * Returns the user's SCIM document as JSON text, without {@code id} and {@code meta}. The memory for an answer with it is
     * reserved before it is read.
     *
     * @throws Refusal NOT_FOUND if the user is gone, BUSY if other requests hold too much memory
     */
    public String document(OrganizationId organizationId, Account account) {
        UserId id = account.id();
        return database.read(tx -> {
                    if (account.state() == Account.State.FORMER) {
                        FormerUserMapper former = tx.mapper(FormerUserMapper.class);
                        former.findDocumentLength(organizationId, id).ifPresent(memory::reserveText);
                        return former.findDocument(organizationId, id);
                    }
                    AccountMapper present = tx.mapper(AccountMapper.class);
                    present.findDocumentLength(organizationId, id).ifPresent(memory::reserveText);
                    return present.findDocument(organizationId, id);
                })
                .orElseThrow(() -> notFound(account.userName()));
    }

    /**
     * The present users that the query selects.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public List<Account> list(OrganizationId organizationId, AccountQuery query) {
        return byKey(
                query.after(),
                query.limit(),
                (after, most) -> read(AccountRow::toAccount, (tx, rows) -> tx.mapper(AccountMapper.class)
                        .list(organizationId, query.from(after, most), rows)));
    }

    /**
     * The former users, by their ids.
     *
     * @param after only those whose id is greater
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public List<Account> listFormer(OrganizationId organizationId, Optional<UserId> after, int limit) {
        return byKey(
                after,
                limit,
                (start, most) -> read(FormerAccountRow::toAccount, (tx, rows) -> tx.mapper(FormerUserMapper.class)
                        .list(organizationId, start, most, rows)));
    }

    private <R> List<Account> read(Function<R, Account> reader, BiConsumer<Transaction, ResultHandler<R>> statement) {
        return database.read(tx -> {
                    BoundedRows<R, Account> rows =
                            new BoundedRows<>(Long.MAX_VALUE, memory, tx::cancel, reader, Account::length);
                    statement.accept(tx, rows);
                    return rows;
                })
                .slice()
                .items();
    }

    private static List<Account> byKey(
            Optional<UserId> after, int limit, BiFunction<Optional<UserId>, Integer, List<Account>> page) {
        List<Account> all = new ArrayList<>();
        Optional<UserId> start = after;
        List<Account> last;
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
}
