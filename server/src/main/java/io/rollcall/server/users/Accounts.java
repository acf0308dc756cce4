package io.rollcall.server.users;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Finds users as operators name them, by id or by userName in any case, and lists them. */
public final class Accounts {
    private static final int PAGE = 1_000;

    private final Database database;

    public Accounts(Database database) {
        this.database = database;
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
        return database.read(tx -> findPresent(tx, organizationId, named)
                        .or(() -> findFormer(tx, organizationId, named).map(Account::of)))
                .orElseThrow(() -> notFound(named));
    }

    private static Optional<Account> findPresent(Transaction tx, OrganizationId organizationId, String named) {
        AccountMapper mapper = tx.mapper(AccountMapper.class);
        return UserId.parse(named)
                .flatMap(id -> mapper.find(organizationId, id))
                .or(() -> mapper.findByName(organizationId, Folding.fold(named)))
                .map(AccountRow::toAccount);
    }

    private static Optional<FormerUser> findFormer(Transaction tx, OrganizationId organizationId, String named) {
        FormerUserMapper mapper = tx.mapper(FormerUserMapper.class);
        return UserId.parse(named)
                .flatMap(id -> mapper.find(organizationId, id))
                .or(() -> mapper.findByName(organizationId, Folding.fold(named)))
                .map(FormerUserRow::toFormerUser);
    }

    /** The user's SCIM document as JSON text, without {@code id} and {@code meta}. */
    public String document(OrganizationId organizationId, Account account) {
        return database.read(tx -> account.state() == Account.State.FORMER
                        ? tx.mapper(FormerUserMapper.class)
                                .find(organizationId, account.id())
                                .map(FormerUserRow::document)
                        : tx.mapper(UserMapper.class)
                                .find(organizationId, account.id())
                                .map(User::document))
                .orElseThrow(() -> notFound(account.userName()));
    }

    /** The present users that the query selects. */
    public List<Account> list(OrganizationId organizationId, AccountQuery query) {
        return byKey(
                query.after(),
                query.limit(),
                (after, most) -> database.read(
                        tx -> tx.mapper(AccountMapper.class).list(organizationId, query.from(after, most)).stream()
                                .map(AccountRow::toAccount)
                                .toList()));
    }

    /** The former users, by their ids. @param after only those whose id is greater */
    public List<Account> listFormer(OrganizationId organizationId, Optional<UserId> after, int limit) {
        return byKey(
                after,
                limit,
                (start, most) ->
                        database.read(tx -> tx.mapper(FormerUserMapper.class).list(organizationId, start, most).stream()
                                .map(FormerUserRow::toFormerUser)
                                .map(Account::of)
                                .toList()));
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
