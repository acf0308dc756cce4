package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.GroupCommit;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.Newcomer.RoleChoice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Makes users, of whom some were here before. */
final class Newcomers {
    private final Database database;
    private final Activity activity;
    private final Roles roles;
    private final FormerUsers formerUsers;
    private final GroupCommit<Newcomer, Optional<User>> group;

    Newcomers(Database database, Activity activity, Roles roles, FormerUsers formerUsers) {
        this.database = database;
        this.activity = activity;
        this.roles = roles;
        this.formerUsers = formerUsers;
        this.group = database.group(this::createTogether);
        database.register(NewcomerMapper.class);
    }

    /**
     * Makes a user, with the id of an earlier life where there is one.
     *
     * @return empty where the name is taken
     */
    Optional<User> create(Newcomer newcomer, Function<String, UserProfile> withRole) {
        Newcomer expected = withExpectedRole(newcomer, withRole);
        return group.write(expected, () -> createAlone(newcomer, expected, withRole));
    }

    /** With the default role as this server knows it; the statements that insert the user check that it still is. */
    private Newcomer withExpectedRole(Newcomer newcomer, Function<String, UserProfile> withRole) {
        return newcomer.choice() == RoleChoice.NONE
                ? roles.catalogue(newcomer.organizationId())
                        .defaultRole()
                        .map(role -> newcomer.withDefaultRole(withRole.apply(role.value())))
                        .orElse(newcomer)
                : newcomer;
    }

    private Optional<List<Optional<User>>> createTogether(Transaction tx, List<Newcomer> together) {
        return new NewcomerGroup(activity)
                .create(tx, together)
                .map(users -> users.stream().map(Optional::of).toList());
    }

    /** @param expected the newcomer with the role that is expected */
    private Optional<User> createAlone(Newcomer newcomer, Newcomer expected, Function<String, UserProfile> withRole) {
        AtomicReference<User> written = new AtomicReference<>(newcomer.asNew());
        try {
            User created = database.write(tx -> {
                User user = insertNew(tx, expected)
                        .orElseGet(() -> insert(tx, newcomer, settleRole(tx, newcomer, withRole)));
                activity.recordCreation(
                        tx,
                        newcomer.organizationId(),
                        user.id(),
                        user.userName(),
                        newcomer.actor(),
                        newcomer.profile().ignored(),
                        newcomer.profile().document());
                written.set(user);
                return user;
            });
            return Optional.of(created);
        } catch (DuplicateKey taken) {
            // After a commit whose answer was lost, the retry meets the row that the first attempt wrote.
            return find(newcomer, written.get());
        }
    }

    private UserProfile settleRole(Transaction tx, Newcomer newcomer, Function<String, UserProfile> withRole) {
        UserProfile profile = newcomer.profile();
        if (profile.role().isEmpty()) {
            return roles.defaultRole(tx, newcomer.organizationId())
                    .map(withRole)
                    .orElse(profile);
        }
        roles.requireGrantable(tx, newcomer.organizationId(), profile.role().get(), newcomer.actor());
        return profile;
    }

    /** Returns empty if that takes more than one statement, or is to be refused. */
    private static Optional<User> insertNew(Transaction tx, Newcomer newcomer) {
        User user = newcomer.asNew();
        UserProfile profile = newcomer.profile();
        UserMapper mapper = tx.mapper(UserMapper.class);
        int inserted = newcomer.choice() == RoleChoice.NONE
                ? mapper.insertNewWithoutRole(newcomer.organizationId(), user, profile)
                : mapper.insertNew(
                        newcomer.organizationId(),
                        user,
                        profile,
                        newcomer.choice() == RoleChoice.DEFAULT,
                        newcomer.actor().kind());
        if (inserted == 0) {
            return Optional.empty();
        }
        mapper.insertValues(newcomer.organizationId(), user.id(), profile.values());
        return Optional.of(user);
    }

    private User insert(Transaction tx, Newcomer newcomer, UserProfile profile) {
        Newcomer settled = newcomer.with(profile);
        User user = formerUsers
                .take(tx, newcomer.organizationId(), profile)
                .map(settled::returning)
                .orElseGet(settled::asNew);
        UserMapper mapper = tx.mapper(UserMapper.class);
        mapper.insert(newcomer.organizationId(), user, profile);
        mapper.insertValues(newcomer.organizationId(), user.id(), profile.values());
        return user;
    }

    /** A fresh id is nobody else's; an earlier life may have been taken by somebody else meanwhile. */
    private Optional<User> find(Newcomer newcomer, User written) {
        return database.read(tx -> tx.mapper(UserMapper.class).find(newcomer.organizationId(), written.id()))
                .filter(found -> found.id().equals(newcomer.fresh()) || found.equals(written));
    }
}
