package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.UserEvents;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.NewUser.RoleChoice;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Creation of users, with a former identity if the organization's policy reuses it. */
final class UserCreation {
    private final Database database;
    private final Activity activity;
    private final Roles roles;
    private final FormerUsers formerUsers;
    private final UserEvents events;
    private final GroupedWrites grouped;

    UserCreation(
            Database database,
            Activity activity,
            UserEvents events,
            Roles roles,
            FormerUsers formerUsers,
            GroupedWrites grouped) {
        this.events = events;
        this.database = database;
        this.activity = activity;
        this.roles = roles;
        this.formerUsers = formerUsers;
        this.grouped = grouped;
    }

    /**
     * Creates a user.
     *
     * @param withRole returns the profile with a role; called if the client gave none and the organization has a default
     * @return empty if the name is taken
     */
    Optional<User> create(NewUser newUser, Function<String, UserProfile> withRole) {
        NewUser expected = withExpectedRole(newUser, withRole);
        AtomicReference<User> written = new AtomicReference<>(newUser.asNew());
        return grouped.create(expected, written, () -> createAlone(newUser, expected, withRole, written));
    }

    /** Adds the default role from the cache. The insert checks that it is still the default. */
    private NewUser withExpectedRole(NewUser newUser, Function<String, UserProfile> withRole) {
        return newUser.choice() == RoleChoice.NONE
                ? roles.catalogue(newUser.organizationId())
                        .defaultRole()
                        .map(role -> newUser.withDefaultRole(withRole.apply(role.value())))
                        .orElse(newUser)
                : newUser;
    }

    /** @param expected the new user with the role that is expected @param written the user as the last attempt wrote it */
    private Optional<User> createAlone(
            NewUser newUser, NewUser expected, Function<String, UserProfile> withRole, AtomicReference<User> written) {
        try {
            User result = database.write(tx -> {
                Optional<User> inserted = insertCreatable(tx, expected);
                NewUser settled = inserted.isPresent() ? expected : newUser.with(settleRole(tx, newUser, withRole));
                User user = inserted.orElseGet(() -> insert(tx, settled));
                NewUser.CreationRecord created = settled.toRecord(user);
                created.write(activity, tx);
                created.write(events, tx);
                written.set(user);
                return user;
            });
            return Optional.of(result);
        } catch (DuplicateKey taken) {
            // If a commit's response was lost, the retry finds the row of the first attempt.
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

    /** Returns empty if the role may not be granted or a former identity may be reused. */
    private static Optional<User> insertCreatable(Transaction tx, NewUser newUser) {
        User user = newUser.asNew();
        int inserted = tx.mapper(NewUserMapper.class)
                .insertCreatable(
                        newUser.organizationId(),
                        user,
                        newUser.profile(),
                        newUser.choice(),
                        newUser.defaulted(),
                        newUser.actor().kind());
        return inserted == 0 ? Optional.empty() : Optional.of(withValues(tx, newUser, user));
    }

    private User insert(Transaction tx, NewUser settled) {
        User user = formerUsers
                .take(tx, settled.organizationId(), settled.profile())
                .map(settled::reusing)
                .orElseGet(settled::asNew);
        tx.mapper(NewUserMapper.class).insert(settled.organizationId(), user, settled.profile(), settled.defaulted());
        return withValues(tx, settled, user);
    }

    private static User withValues(Transaction tx, NewUser newUser, User user) {
        tx.mapper(UserMapper.class)
                .insertValues(
                        newUser.organizationId(), user.id(), newUser.profile().values());
        return user;
    }

    /**
     * Returns the user written by an earlier attempt. A fresh id is unique; a former one may have been reused for another user.
     */
    private Optional<User> find(NewUser newUser, User written) {
        return database.read(tx -> tx.mapper(UserMapper.class).find(newUser.organizationId(), written.id()))
                .filter(found -> found.id().equals(newUser.fresh()) || found.equals(written));
    }
}
