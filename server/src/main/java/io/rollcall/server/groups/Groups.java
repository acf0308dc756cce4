package io.rollcall.server.groups;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.Row;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.Events;
import io.rollcall.server.groups.Group.Member;
import io.rollcall.server.groups.Group.Membership;
import io.rollcall.server.groups.MembershipMapper.CountOf;
import io.rollcall.server.groups.MembershipMapper.MemberOf;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.groups.query.GroupConditionSql;
import io.rollcall.server.groups.query.GroupQuery;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.users.RoleAssignments;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Groups of all organizations: create, find, change, delete. The cost of a change follows the members that it names, not those
 * that the group has; {@link GroupMembers} reads these.
 *
 * <p>Every writer locks groups in the order of their ids, then users in the order of theirs, and memberships only below a locked
 * group, so that writers of the same groups wait for each other instead of ending in a deadlock. Only the deletion of a user
 * locks the user first, since nobody may join a group afterwards. If a request adds that user to one of the groups meanwhile,
 * the database ends one of the two, and {@link Database#write} repeats it.
 */
@Singleton
public final class Groups {
    private final Database database;
    private final Clock clock;
    private final WorkingMemory memory;
    private final GroupRecorder recorder;
    private final RoleAssignments assignments;

    @Inject
    public Groups(
            Database database,
            Activity activity,
            Events events,
            RoleAssignments assignments,
            WorkingMemory memory,
            Clock clock) {
        this.database = database;
        this.clock = clock;
        this.memory = memory;
        this.assignments = assignments;
        this.recorder = new GroupRecorder(activity, events);
        register(database);
    }

    static void register(Database database) {
        database.register(GroupMapper.class);
        database.register(MembershipMapper.class);
        database.register(Group.class, Groups::read);
        database.register(Group.Placed.class, row -> new Group.Placed(read(row), row.text(8)));
        database.register(GroupId.class, row -> new GroupId(row.uuid(1)));
        database.register(Member.class, row -> new Member(row.userId(1), row.text(2)));
        database.register(CountOf.class, row -> new CountOf(new GroupId(row.uuid(1)), row.longNumber(2)));
        database.register(
                MemberOf.class, row -> new MemberOf(new GroupId(row.uuid(1)), new Member(row.userId(2), row.text(3))));
        database.register(
                Membership.class, row -> new Membership(row.userId(1), new GroupId(row.uuid(2)), row.text(3)));
    }

    private static Group read(Row row) {
        return new Group(
                new GroupId(row.uuid(1)),
                row.number(2),
                new Group.Profile(row.text(3), row.optionalText(4)),
                row.instant(5),
                row.instant(6),
                row.optionalText(7));
    }

    /**
     * Creates a group.
     *
     * @throws Refusal CONFLICT if the name is taken, INVALID if a member is not a user of the organization
     */
    public Group create(OrganizationId organization, Group.Profile profile, MemberChanges members, Actor actor) {
        Instant now = now();
        Group group = new Group(GroupId.next(clock), 1, profile, now, now, Optional.empty());
        try {
            return database.write(tx -> {
                tx.mapper(GroupMapper.class).insert(organization, group);
                MemberDelta delta = MemberDelta.of(tx, memory, organization, group.id(), members);
                delta.write(tx, organization, group.id());
                recorder.created(tx, organization, group, delta, actor);
                return group;
            });
        } catch (DuplicateKey taken) {
            // If a commit's response was lost, the retry finds the row of the first attempt.
            return find(organization, group.id()).orElseThrow(Groups::nameTaken);
        }
    }

    public Optional<Group> find(OrganizationId organization, GroupId id) {
        return database.read(tx -> tx.mapper(GroupMapper.class).find(organization, id));
    }

    /** Returns the group. @throws Refusal NOT_FOUND if the organization has no such group */
    public Group get(OrganizationId organization, GroupId id) {
        return find(organization, id).orElseThrow(() -> notFound(id));
    }

    /**
     * Changes a group without lost updates: changes of one group run one after the other. A change without effect writes
     * nothing.
     *
     * @param precondition called with the group before the change; throws to keep it
     * @return the group after the change
     * @throws Refusal NOT_FOUND if there is no such group, CONFLICT if the new name is taken, INVALID if a new member is not a
     *     user of the organization
     */
    public Group update(
            OrganizationId organization, GroupId id, Actor actor, Consumer<Group> precondition, Group.Change change) {
        AtomicReference<Group> written = new AtomicReference<>();
        try {
            return database.write(tx -> {
                Group before = lock(tx, organization, id).orElseThrow(() -> notFound(id));
                Group after = before.equals(written.get())
                        ? updateAgain(tx, organization, before, actor, precondition, change)
                        : updateFirst(tx, organization, before, actor, precondition, change);
                written.set(after);
                return after;
            });
        } catch (DuplicateKey taken) {
            throw nameTaken();
        }
    }

    private Group updateFirst(
            Transaction tx,
            OrganizationId organization,
            Group before,
            Actor actor,
            Consumer<Group> precondition,
            Group.Change change) {
        precondition.accept(before);
        return write(tx, organization, plan(tx, organization, before, change), actor);
    }

    /**
     * Changes a group that looks as an earlier attempt left it, whose commit's response was lost. If nothing is left to change, it
     * is that attempt's; otherwise another request wrote the same attributes within the same millisecond.
     */
    private Group updateAgain(
            Transaction tx,
            OrganizationId organization,
            Group before,
            Actor actor,
            Consumer<Group> precondition,
            Group.Change change) {
        PlannedChange planned = plan(tx, organization, before, change);
        if (!planned.isEmpty()) {
            precondition.accept(before);
        }
        return write(tx, organization, planned, actor);
    }

    private PlannedChange plan(Transaction tx, OrganizationId organization, Group before, Group.Change change) {
        return new PlannedChange(
                before,
                change.profile().apply(before.profile()),
                MemberDelta.of(tx, memory, organization, before.id(), change.members()));
    }

    /** Change of a locked group that is not written yet. */
    private record PlannedChange(Group before, Group.Profile profile, MemberDelta members) {
        boolean isEmpty() {
            return members.isEmpty() && profile.equals(before.profile());
        }
    }

    private Group write(Transaction tx, OrganizationId organization, PlannedChange planned, Actor actor) {
        if (planned.isEmpty()) {
            return planned.before();
        }
        Group after = planned.before().changed(planned.profile(), now());
        List<UserId> ofRole = after.role().isPresent() ? planned.members().users() : List.of();
        if (!ofRole.isEmpty()) {
            assignments.lock(tx, organization, ofRole);
        }
        tx.mapper(GroupMapper.class).update(organization, after);
        planned.members().write(tx, organization, after.id());
        recorder.changed(tx, organization, planned.before(), after, planned.members(), actor);
        if (!ofRole.isEmpty()) {
            assignments.recompute(tx, organization, ofRole, actor);
        }
        return after;
    }

    /**
     * Deletes a group with its memberships. If it is mapped to a role, the roles of its members are computed again.
     *
     * @param precondition called with the group before it is deleted; throws to keep it
     * @throws Refusal NOT_FOUND if there is no such group
     */
    public void delete(OrganizationId organization, GroupId id, Actor actor, Consumer<Group> precondition) {
        AtomicBoolean written = new AtomicBoolean();
        database.write(tx -> {
            Optional<Group> stored = lock(tx, organization, id);
            if (stored.isEmpty() && written.get()) {
                // An earlier attempt deleted it; only the commit's response was lost.
                return stored;
            }
            Group group = stored.orElseThrow(() -> notFound(id));
            precondition.accept(group);
            List<UserId> ofRole = group.role().isPresent()
                    ? MemberDelta.of(tx, memory, organization, id, MemberChanges.replacing(List.of()))
                            .users()
                    : List.of();
            if (!ofRole.isEmpty()) {
                assignments.lock(tx, organization, ofRole);
            }
            tx.mapper(GroupMapper.class).delete(organization, id);
            recorder.deleted(tx, organization, group, actor);
            if (!ofRole.isEmpty()) {
                assignments.recompute(tx, organization, ofRole, actor);
            }
            written.set(true);
            return stored;
        });
    }

    private static Optional<Group> lock(Transaction tx, OrganizationId organization, GroupId id) {
        return tx.mapper(GroupMapper.class).lock(organization, id);
    }

    /** Returns a page of the groups that match the query. */
    public List<Group.Placed> page(OrganizationId organization, GroupQuery query) {
        return database.read(tx -> tx.mapper(GroupMapper.class)
                .page(
                        organization,
                        query.where(),
                        query.start(),
                        query.key(),
                        query.orderBy(),
                        query.limit(),
                        query.offset()));
    }

    public long count(OrganizationId organization, GroupCondition condition) {
        return database.read(tx -> tx.mapper(GroupMapper.class).count(organization, GroupConditionSql.of(condition)));
    }

    /** Returns the number of groups and memberships, also of an organization that hides them. */
    public Group.Counts counts(OrganizationId organization) {
        return new Group.Counts(
                count(organization, new GroupCondition.Constant(true)),
                database.read(tx -> tx.mapper(MembershipMapper.class).count(organization)));
    }

    /** Removes rows of an organization that is being deleted. @return their number, at most {@code most} */
    public int remove(OrganizationId organization, int most) {
        int members = database.write(tx -> tx.mapper(MembershipMapper.class).remove(organization, most));
        return members > 0
                ? members
                : database.write(tx -> tx.mapper(GroupMapper.class).remove(organization, most));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static Refusal notFound(GroupId id) {
        return Refusal.notFound("There is no group with the id " + id + " in this organization.");
    }

    private static Refusal nameTaken() {
        return Refusal.conflict(
                "There is already a group with this displayName in the organization; displayName is unique"
                        + " whatever its case. Choose another, or change the group that has it.");
    }
}
