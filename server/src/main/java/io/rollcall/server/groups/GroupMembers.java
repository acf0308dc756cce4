package io.rollcall.server.groups;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.Events;
import io.rollcall.server.groups.Group.Member;
import io.rollcall.server.groups.Group.Membership;
import io.rollcall.server.groups.MembershipMapper.CountOf;
import io.rollcall.server.groups.MembershipMapper.MemberOf;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Parts;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.users.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Members of groups and groups of users. It reads members in parts, so that a large group takes no more memory than a part. */
@Singleton
public final class GroupMembers implements Users.Memberships {
    /** Number of members in a part. */
    public static final int PART = 1_000;

    /** Number of users in a statement. */
    private static final int USERS = 100;

    /** Characters of a group in a User besides its name. */
    private static final int OF_GROUP = 250;

    /** Number of groups in a statement. */
    private static final int GROUPS = 250;

    private final Database database;
    private final Organizations organizations;
    private final Clock clock;
    private final WorkingMemory memory;
    private final GroupRecorder recorder;

    @Inject
    public GroupMembers(
            Database database,
            Organizations organizations,
            Activity activity,
            Events events,
            WorkingMemory memory,
            Clock clock) {
        this.database = database;
        this.memory = memory;
        this.organizations = organizations;
        this.clock = clock;
        this.recorder = new GroupRecorder(activity, events);
        Groups.register(database);
    }

    @Override
    public boolean areVisible(OrganizationId organization) {
        return organizations
                .find(organization)
                .filter(Organization::groupsEnabled)
                .isPresent();
    }

    @Override
    public boolean areVisible(Transaction tx, OrganizationId organization) {
        return organizations
                .find(tx, organization)
                .filter(Organization::groupsEnabled)
                .isPresent();
    }

    /**
     * Locks the groups by their ids, as {@link Groups} does, and not by the memberships that lead to them: a request that removes
     * the user from one of them holds the group and waits for the membership.
     */
    @Override
    public void end(Transaction tx, OrganizationId organization, UserId user, Actor actor) {
        MembershipMapper memberships = tx.mapper(MembershipMapper.class);
        Parts.of(memberships.listGroupIdsOf(organization, user), GROUPS)
                .flatMap(some -> tx.mapper(GroupMapper.class).lockAll(organization, some).stream())
                .forEach(group -> leave(tx, organization, group, user, actor));
    }

    private void leave(Transaction tx, OrganizationId organization, Group group, UserId user, Actor actor) {
        if (tx.mapper(MembershipMapper.class).delete(organization, group.id(), List.of(user)) == 0) {
            // Another request removed the user while this one waited for the group.
            return;
        }
        Group after = group.changed(group.profile(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        tx.mapper(GroupMapper.class).update(organization, after);
        recorder.changed(tx, organization, group, after, new MemberDelta(Set.of(), Set.of(user)), actor);
    }

    /** Returns the next part of a group's members, in the order of their ids. @param after empty for the first part */
    public List<Member> part(OrganizationId organization, GroupId group, Optional<UserId> after) {
        return page(organization, group, after, PART);
    }

    /** Returns members of a group in the order of their ids. @param after empty for the first ones */
    public List<Member> page(OrganizationId organization, GroupId group, Optional<UserId> after, int limit) {
        return database.read(tx -> tx.mapper(MembershipMapper.class).list(organization, group, after, limit));
    }

    /** Returns the number of members by group, of each up to a maximum; none for groups without members. */
    public Map<GroupId, Long> counts(OrganizationId organization, List<GroupId> groups, int max) {
        return groups.isEmpty()
                ? Map.of()
                : database.read(tx -> tx.mapper(MembershipMapper.class).listCounts(organization, groups, max)).stream()
                        .filter(row -> row.members() > 0)
                        .collect(Collectors.toMap(CountOf::group, CountOf::members));
    }

    /** Returns the members of several groups; empty if they are more than a part. */
    public Optional<Map<GroupId, List<Member>>> together(OrganizationId organization, List<GroupId> groups) {
        if (groups.isEmpty()) {
            return Optional.of(Map.of());
        }
        List<MemberOf> found =
                database.read(tx -> tx.mapper(MembershipMapper.class).listOfGroups(organization, groups, PART + 1));
        if (found.size() > PART) {
            return Optional.empty();
        }
        Map<GroupId, List<Member>> byGroup = new HashMap<>();
        found.forEach(one ->
                byGroup.computeIfAbsent(one.group(), group -> new ArrayList<>()).add(one.member()));
        return Optional.of(byGroup);
    }

    /**
     * Groups of several users.
     *
     * @param byUser none for users without groups
     * @param complete whether these are all; otherwise they would exceed a length
     */
    public record OfUsers(Map<UserId, List<Membership>> byUser, boolean complete) {}

    /**
     * Returns the groups of several users, as far as their texts have a total length.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public OfUsers ofUsers(OrganizationId organization, Collection<UserId> users, long maxLength) {
        List<Membership> all = new ArrayList<>();
        long left = maxLength;
        boolean complete = true;
        for (List<UserId> some : Parts.of(users, USERS).toList()) {
            BoundedRows.Slice<Membership> slice = ofSome(organization, some, left);
            all.addAll(slice.items());
            left -= slice.items().stream().mapToLong(GroupMembers::length).sum();
            complete = !slice.cut() && left >= 0;
            if (!complete) {
                break;
            }
        }
        return new OfUsers(all.stream().collect(Collectors.groupingBy(Membership::user)), complete);
    }

    private BoundedRows.Slice<Membership> ofSome(OrganizationId organization, List<UserId> users, long maxLength) {
        return database.read(tx -> {
                    BoundedRows<Membership, Membership> rows =
                            new BoundedRows<>(maxLength, memory, tx::cancel, Function.identity(), GroupMembers::length);
                    tx.mapper(MembershipMapper.class).listGroupsOf(organization, users, rows);
                    return rows;
                })
                .slice();
    }

    /** Returns the characters of a group in a User, about. */
    private static long length(Membership membership) {
        return OF_GROUP + membership.displayName().length();
    }
}
