package io.rollcall.server.users;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.users.FoldedKeysMapper.FoldedRow;
import io.rollcall.server.users.query.CaseFolding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migration of stored users' folded keys to the current rule of {@link CaseFolding}, once for each rule and before the server
 * accepts requests. It reads few rows at a time and writes each user alone, so it can be interrupted and repeated, also by
 * several servers at once.
 */
@Singleton
public final class FoldedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(FoldedKeys.class);

    /** Large enough to read a million users in seconds, and small enough for the statement timeout. */
    private static final int AT_ONCE = 2_000;

    private final Database database;
    private final Organizations organizations;
    private final Function<String, UserProfile> profiles;
    private final Clock clock;

    /** @param profiles converts a stored document to a profile with keys by the current rule */
    @Inject
    public FoldedKeys(
            Database database, Organizations organizations, Function<String, UserProfile> profiles, Clock clock) {
        this.database = database;
        this.organizations = organizations;
        this.profiles = profiles;
        this.clock = clock;
        database.register(FoldedKeysMapper.class);
        UserRow.register(database);
        database.register(FormerUserMapper.class);
    }

    /** Migrates all users, unless that was done before. */
    public void bringUpToDate() {
        if (database.read(tx -> tx.mapper(FoldedKeysMapper.class).findRule()) >= CaseFolding.RULE) {
            return;
        }
        organizations.list().forEach(this::bringUpToDate);
        database.write(tx -> {
            tx.mapper(FoldedKeysMapper.class).insertRule(CaseFolding.RULE, clock.instant());
            return CaseFolding.RULE;
        });
    }

    private void bringUpToDate(Organization organization) {
        OrganizationId id = organization.id();
        each((mapper, after) -> mapper.listUsers(id, after, AT_ONCE), row -> refold(organization, row));
        each(
                (mapper, after) -> mapper.listFormerUsers(id, after, AT_ONCE),
                row -> database.write(tx -> {
                    tx.mapper(FoldedKeysMapper.class).updateFormerUser(id, row.id(), CaseFolding.fold(row.userName()));
                    return row;
                }));
    }

    private void each(BiFunction<FoldedKeysMapper, Optional<UserId>, List<FoldedRow>> page, Consumer<FoldedRow> work) {
        Optional<UserId> after = Optional.empty();
        List<FoldedRow> rows;
        do {
            Optional<UserId> from = after;
            rows = database.read(tx -> page.apply(tx.mapper(FoldedKeysMapper.class), from));
            rows.stream().filter(FoldedRow::affected).forEach(work);
            after = rows.isEmpty()
                    ? from
                    : Optional.of(rows.get(rows.size() - 1).id());
        } while (rows.size() == AT_ONCE);
    }

    /** Migrates a user. If another user has the new key, this one keeps the old one, and is still found by it and by its id. */
    private void refold(Organization organization, FoldedRow row) {
        try {
            database.write(tx -> {
                UserMapper users = tx.mapper(UserMapper.class);
                Optional<User> stored = users.findAndLock(organization.id(), row.id());
                stored.ifPresent(user -> {
                    UserProfile profile = profiles.apply(user.document());
                    tx.mapper(FoldedKeysMapper.class).updateUser(organization.id(), user.id(), user.version(), profile);
                    users.deleteValues(organization.id(), user.id());
                    users.insertValues(organization.id(), user.id(), profile.values());
                });
                return stored;
            });
        } catch (DuplicateKey taken) {
            LOG.warn(
                    "The user {} of the organization {} keeps the look-up key of an older rule, because another user has its"
                            + " userName by the current one. Rename one of them; see docs/operations.md",
                    row.id(),
                    organization.slug());
        }
    }
}
