package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.UserProfile.UserUpdate;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes of users without lost updates. */
final class UserChanges {
    /** After a first one without a lock, since users are rarely contended; these queue, and fail only if another node was faster. */
    private static final int LOCKED_ATTEMPTS = 4;

    private final Database database;
    private final Activity activity;
    private final Roles roles;
    private final GroupedWrites grouped;
    private final UnaryOperator<Instant> laterThan;

    /** @param laterThan returns the time of a change that follows one of that time */
    UserChanges(
            Database database,
            Activity activity,
            Roles roles,
            GroupedWrites grouped,
            UnaryOperator<Instant> laterThan) {
        this.database = database;
        this.activity = activity;
        this.roles = roles;
        this.laterThan = laterThan;
        this.grouped = grouped;
    }

    /**
     * @param stored the user as of now
     * @param change the next state of the user it is given, or empty to leave it as it is; may run several times
     * @return the user after the change
     * @throws DuplicateKey if the new name is taken
     */
    User update(OrganizationId organizationId, User stored, Actor actor, Function<User, Optional<UserUpdate>> change) {
        Optional<PlannedChange> planned = plan(organizationId, stored, actor, change);
        if (planned.isEmpty()) {
            return stored;
        }
        Optional<User> written = grouped.change(planned.get(), () -> writeAlone(planned.get()));
        return written.orElseGet(() -> updateLocked(planned.get(), change));
    }

    private Optional<PlannedChange> plan(
            OrganizationId organizationId, User stored, Actor actor, Function<User, Optional<UserUpdate>> change) {
        return change.apply(stored)
                .map(update -> new PlannedChange(
                        organizationId, stored, update, actor, laterThan.apply(stored.lastModified())));
    }

    private Optional<User> writeAlone(PlannedChange change) {
        return database.write(tx -> write(tx, change));
    }

    /** After others were faster: from what they left, and while nobody else can change it. */
    private User updateLocked(PlannedChange first, Function<User, Optional<UserUpdate>> change) {
        OrganizationId organizationId = first.organizationId();
        UserId id = first.stored().id();
        // Written by earlier attempts; one of them is stored if only the answer was lost.
        Set<User> own = new HashSet<>(Set.of(first.changed()));
        for (int attempt = 1; attempt <= LOCKED_ATTEMPTS; attempt++) {
            Optional<User> updated = database.write(tx -> {
                User stored = tx.mapper(UserMapper.class)
                        .findAndLock(organizationId, id)
                        .orElseThrow(() -> Users.notFound(id));
                if (own.contains(stored)) {
                    return Optional.of(stored);
                }
                Optional<PlannedChange> planned = plan(organizationId, stored, first.actor(), change);
                planned.ifPresent(next -> own.add(next.changed()));
                return planned.isEmpty() ? Optional.of(stored) : write(tx, planned.get());
            });
            if (updated.isPresent()) {
                return updated.get();
            }
        }
        throw Refusal.tooMany("The user is being changed by many requests at once; try again in a moment.");
    }

    /** Writes a change. @return empty if the user is at another version by now */
    private Optional<User> write(Transaction tx, PlannedChange change) {
        UserUpdate update = change.update();
        if (update.roleChanged()) {
            update.profile()
                    .role()
                    .ifPresent(role -> roles.requireGrantable(tx, change.organizationId(), role, change.actor()));
        }
        UserMapper mapper = tx.mapper(UserMapper.class);
        if (change.update(mapper) == 0) {
            return Optional.empty();
        }
        if (update.valuesChanged()) {
            mapper.deleteValues(change.organizationId(), change.stored().id());
            mapper.insertValues(
                    change.organizationId(),
                    change.stored().id(),
                    update.profile().values());
        }
        change.record(activity, tx);
        return Optional.of(change.changed());
    }
}
