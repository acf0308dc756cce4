package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.UserEvents;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.UserProfile.UserUpdate;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Changes of users without lost updates. */
final class UserChanges {
    /**
     * Attempts in turn, after a first one at once, since users are rarely contended. They fail only if another node was faster.
     */
    private static final int ATTEMPTS_IN_TURN = 8;

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** In CPU time. Most changes take less than a millisecond, or tens of milliseconds just after the start of a server. */
    private static final long EXPENSIVE_NANOS = Duration.ofMillis(50).toNanos();

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Database database;
    private final Activity activity;
    private final UserEvents events;
    private final Roles roles;
    private final GroupedWrites grouped;
    private final UnaryOperator<Instant> laterThan;
    private final RoleAssignments assignments;

    /** Organizations that were seen to map groups to roles, whose changes of roles are not tried without looking at groups. */
    private final Set<OrganizationId> ofGroups = ConcurrentHashMap.newKeySet();

    private final UserTurns turns = new UserTurns(MAX_WAIT);

    /** @param laterThan returns the time of a change that follows one of that time */
    UserChanges(
            Database database,
            Activity activity,
            UserEvents events,
            Roles roles,
            GroupedWrites grouped,
            RoleAssignments assignments,
            UnaryOperator<Instant> laterThan) {
        this.database = database;
        this.activity = activity;
        this.events = events;
        this.roles = roles;
        this.laterThan = laterThan;
        this.grouped = grouped;
        this.assignments = assignments;
    }

    /**
     * @param stored the user as of now
     * @param change the next state of the user it is given, or empty to leave it as it is; may run several times
     * @return the user after the change
     * @throws DuplicateKey if the new name is taken
     */
    User update(OrganizationId organizationId, User stored, Actor actor, Function<User, Optional<UserUpdate>> change) {
        if (turns.count(organizationId, stored.id()) > 0) {
            return updateInTurn(organizationId, stored.id(), actor, change, new HashSet<>());
        }
        Optional<PlannedChange> planned = plan(organizationId, stored, actor, change);
        if (planned.isEmpty()) {
            return stored;
        }
        if (planned.get().update().roleChanged() && ofGroups.contains(organizationId)) {
            return updateInTurn(organizationId, stored.id(), actor, change, new HashSet<>());
        }
        Optional<User> written = grouped.change(planned.get(), () -> writeAlone(planned.get()));
        return written.orElseGet(() -> updateInTurn(
                organizationId,
                stored.id(),
                actor,
                change,
                new HashSet<>(Set.of(planned.get().changed()))));
    }

    private Optional<PlannedChange> plan(
            OrganizationId organizationId, User stored, Actor actor, Function<User, Optional<UserUpdate>> change) {
        return change.apply(stored)
                .map(update -> new PlannedChange(
                        organizationId,
                        stored,
                        update,
                        actor,
                        laterThan.apply(stored.lastModified()),
                        events.areEnabled() ? roles.catalogue(organizationId) : RoleCatalogue.EMPTY));
    }

    private Optional<User> writeAlone(PlannedChange change) {
        return database.write(tx -> write(tx, change));
    }

    /**
     * After others were faster: from what they left. It is computed without a lock in the database, for which all others that write
     * this user, and groups of writes with one of them, would wait.
     *
     * @param own written by earlier attempts; one of them is stored if only the answer was lost
     */
    private User updateInTurn(
            OrganizationId organizationId,
            UserId id,
            Actor actor,
            Function<User, Optional<UserUpdate>> change,
            Set<User> own) {
        return turns.run(organizationId, id, turn -> {
            for (int attempt = 1; attempt <= ATTEMPTS_IN_TURN; attempt++) {
                User stored = database.read(tx -> tx.mapper(UserMapper.class).find(organizationId, id))
                        .orElseThrow(() -> Users.notFound(id));
                if (own.contains(stored)) {
                    return stored;
                }
                Optional<PlannedChange> planned = planInTurn(turn, () -> plan(organizationId, stored, actor, change));
                if (planned.isEmpty()) {
                    return stored;
                }
                own.add(planned.get().changed());
                Optional<User> written = planned.get().update().roleChanged() && areFromGroups(organizationId)
                        ? writeByPrecedence(planned.get(), own)
                        : writeAlone(planned.get());
                if (written.isPresent()) {
                    return written.get();
                }
            }
            throw UserTurns.refused();
        });
    }

    private boolean areFromGroups(OrganizationId organizationId) {
        boolean are = assignments.areFromGroups(organizationId);
        if (are) {
            ofGroups.add(organizationId);
        } else {
            ofGroups.remove(organizationId);
        }
        return are;
    }

    private Optional<User> writeByPrecedence(PlannedChange change, Set<User> own) {
        return database.write(tx -> {
            Optional<User> written = assignments.write(tx, change);
            written.ifPresent(own::add);
            return written;
        });
    }

    private static Optional<PlannedChange> planInTurn(UserTurns.Turn turn, Supplier<Optional<PlannedChange>> plan) {
        long begun = THREADS.getCurrentThreadCpuTime();
        try {
            return plan.get();
        } finally {
            if (THREADS.getCurrentThreadCpuTime() - begun > EXPENSIVE_NANOS) {
                turn.expensive();
            }
        }
    }

    /** Writes a change. @return empty if the user is at another version by now */
    private Optional<User> write(Transaction tx, PlannedChange change) {
        change.assignedRole()
                .ifPresent(role -> roles.requireGrantable(tx, change.organizationId(), role, change.actor()));
        UserMapper mapper = tx.mapper(UserMapper.class);
        if (change.update(mapper) == 0) {
            return Optional.empty();
        }
        change.newValues().ifPresent(values -> {
            mapper.deleteValues(change.organizationId(), change.stored().id());
            mapper.insertValues(change.organizationId(), change.stored().id(), values);
        });
        PlannedChange.ChangeRecord written = change.toRecord();
        written.write(activity, tx);
        written.write(events, tx);
        return Optional.of(change.changed());
    }
}
