package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.roles.Roles;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Makes users, of whom some were here before. */
final class Newcomers {
    private final Database database;
    private final Activity activity;
    private final Roles roles;
    private final FormerUsers formerUsers;

    Newcomers(Database database, Activity activity, Roles roles, FormerUsers formerUsers) {
        this.database = database;
        this.activity = activity;
        this.roles = roles;
        this.formerUsers = formerUsers;
    }

    /**
     * Makes a user, with the id of an earlier life where there is one.
     *
     * @param fresh the id of one who is new
     * @return empty where the name is taken
     */
    Optional<User> create(
            OrganizationId organizationId,
            UserId fresh,
            UserProfile profile,
            Function<String, UserProfile> withRole,
            Actor actor,
            Instant now) {
        AtomicReference<Optional<User>> written = new AtomicReference<>(Optional.empty());
        try {
            User created = database.write(tx -> {
                User user = insertNew(tx, organizationId, fresh, profile, actor, now)
                        .orElseGet(() -> insert(
                                tx,
                                organizationId,
                                fresh,
                                settleRole(tx, organizationId, profile, withRole, actor),
                                now));
                activity.record(tx, organizationId, ActivityKind.USER_CREATED, user.id(), user.userName(), actor);
                written.set(Optional.of(user));
                return user;
            });
            return Optional.of(created);
        } catch (DuplicateKey taken) {
            // After a commit whose answer was lost, the retry meets the row that the first attempt wrote.
            return written.get().flatMap(user -> find(organizationId, user, fresh));
        }
    }

    private UserProfile settleRole(
            Transaction tx,
            OrganizationId organizationId,
            UserProfile profile,
            Function<String, UserProfile> withRole,
            Actor actor) {
        if (profile.role().isEmpty()) {
            return roles.defaultRole(tx, organizationId).map(withRole).orElse(profile);
        }
        roles.requireGrantable(tx, organizationId, profile.role().get(), actor);
        return profile;
    }

    /** Empty where that takes more than one statement, or is to be refused. */
    private static Optional<User> insertNew(
            Transaction tx,
            OrganizationId organizationId,
            UserId fresh,
            UserProfile profile,
            Actor actor,
            Instant now) {
        User user = newUser(fresh, profile, now);
        UserMapper mapper = tx.mapper(UserMapper.class);
        if (profile.role().isEmpty() || mapper.insertNew(organizationId, user, profile, actor.kind()) == 0) {
            return Optional.empty();
        }
        mapper.insertValues(organizationId, fresh, profile.values());
        return Optional.of(user);
    }

    private User insert(Transaction tx, OrganizationId organizationId, UserId fresh, UserProfile profile, Instant now) {
        User user = formerUsers
                .take(tx, organizationId, profile)
                .map(earlier -> returning(earlier, profile, now))
                .orElseGet(() -> newUser(fresh, profile, now));
        UserMapper mapper = tx.mapper(UserMapper.class);
        mapper.insert(organizationId, user, profile);
        mapper.insertValues(organizationId, user.id(), profile.values());
        return user;
    }

    private static User newUser(UserId id, UserProfile profile, Instant now) {
        return new User(id, 1, profile.userName(), now, now, profile.document());
    }

    private static User returning(EarlierLife earlier, UserProfile profile, Instant now) {
        return new User(
                earlier.id(), earlier.version() + 1, profile.userName(), earlier.created(), now, profile.document());
    }

    /** A fresh id is nobody else's; an earlier life may have been taken by somebody else meanwhile. */
    private Optional<User> find(OrganizationId organizationId, User written, UserId fresh) {
        return database.read(tx -> tx.mapper(UserMapper.class).find(organizationId, written.id()))
                .filter(found -> found.id().equals(fresh) || found.equals(written));
    }
}
