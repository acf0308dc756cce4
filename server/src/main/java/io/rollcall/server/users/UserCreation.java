package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.GroupCommit;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.NewUser.RoleChoice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Creates users, or restores the identity of former ones. */
final class UserCreation {
    private final Database database;
    private final Activity activity;
    private final Roles roles;
    private final FormerUsers formerUsers;
    private final GroupCommit<NewUser, Optional<User>> group;

    UserCreation(Database database, Activity activity, Roles roles, FormerUsers formerUsers) {
        this.database = database;
        this.activity = activity;
        this.roles = roles;
        this.formerUsers = formerUsers;
        this.group = database.group(this::createTogether);
        database.register(NewUserMapper.class);
    }

    /**
     * Makes a user, with the id of an earlier life where there is one.
     *
     * @return empty where the name is taken
     */
    Optional<User> create(NewUser newUser, Function<String, UserProfile> withRole) {
        NewUser expected = withExpectedRole(newUser, withRole);
        return group.write(expected, () -> createAlone(newUser, expected, withRole));
    }

    /** With the default role as this server knows it; the statements that insert the user check that it still is. */
    private NewUser withExpectedRole(NewUser newUser, Function<String, UserProfile> withRole) {
        return newUser.choice() == RoleChoice.NONE
                ? roles.catalogue(newUser.organizationId())
                        .defaultRole()
                        .map(role -> newUser.withDefaultRole(withRole.apply(role.value())))
                        .orElse(newUser)
                : newUser;
    }

    private Optional<List<Optional<User>>> createTogether(Transaction tx, List<NewUser> together) {
        return new NewUserGroup(activity)
                .create(tx, together)
                .map(users -> users.stream().map(Optional::of).toList());
    }

    /** @param expected the newUser with the role that is expected */
    private Optional<User> createAlone(NewUser newUser, NewUser expected, Function<String, UserProfile> withRole) {
        AtomicReference<User> written = new AtomicReference<>(newUser.asNew());
        try {
            User created = database.write(tx -> {
                User user =
                        insertNew(tx, expected).orElseGet(() -> insert(tx, newUser, settleRole(tx, newUser, withRole)));
                activity.recordCreation(
                        tx,
                        newUser.organizationId(),
                        user.id(),
                        user.userName(),
                        newUser.actor(),
                        newUser.profile().ignored(),
                        newUser.profile().document());
                written.set(user);
                return user;
            });
            return Optional.of(created);
        } catch (DuplicateKey taken) {
            // After a commit whose answer was lost, the retry meets the row that the first attempt wrote.
            return find(newUser, written.get());
        }
    }

    private UserProfile settleRole(Transaction tx, NewUser newUser, Function<String, UserProfile> withRole) {
        UserProfile profile = newUser.profile();
        if (profile.role().isEmpty()) {
            return roles.defaultRole(tx, newUser.organizationId()).map(withRole).orElse(profile);
        }
        roles.requireGrantable(tx, newUser.organizationId(), profile.role().get(), newUser.actor());
        return profile;
    }

    /** Returns empty if that takes more than one statement, or is to be refused. */
    private static Optional<User> insertNew(Transaction tx, NewUser newUser) {
        User user = newUser.asNew();
        UserProfile profile = newUser.profile();
        UserMapper mapper = tx.mapper(UserMapper.class);
        int inserted = newUser.choice() == RoleChoice.NONE
                ? mapper.insertNewWithoutRole(newUser.organizationId(), user, profile)
                : mapper.insertNew(
                        newUser.organizationId(),
                        user,
                        profile,
                        newUser.choice() == RoleChoice.DEFAULT,
                        newUser.actor().kind());
        if (inserted == 0) {
            return Optional.empty();
        }
        mapper.insertValues(newUser.organizationId(), user.id(), profile.values());
        return Optional.of(user);
    }

    private User insert(Transaction tx, NewUser newUser, UserProfile profile) {
        NewUser settled = newUser.with(profile);
        User user = formerUsers
                .take(tx, newUser.organizationId(), profile)
                .map(settled::returning)
                .orElseGet(settled::asNew);
        UserMapper mapper = tx.mapper(UserMapper.class);
        mapper.insert(newUser.organizationId(), user, profile);
        mapper.insertValues(newUser.organizationId(), user.id(), profile.values());
        return user;
    }

    /** A fresh id is nobody else's; an earlier life may have been taken by somebody else meanwhile. */
    private Optional<User> find(NewUser newUser, User written) {
        return database.read(tx -> tx.mapper(UserMapper.class).find(newUser.organizationId(), written.id()))
                .filter(found -> found.id().equals(newUser.fresh()) || found.equals(written));
    }
}
