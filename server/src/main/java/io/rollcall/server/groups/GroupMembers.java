package io.rollcall.server.groups;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.Events;
import io.rollcall.server.groups.Group.Member;
import io.rollcall.server.groups.Group.Membership;
import io.rollcall.server.groups.MembershipMapper.MemberOf;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
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

/** Members of groups and groups of users. It reads them in parts, so that a large group takes no more memory than a part. */
@Singleton
public final class GroupMembers implements Users.Memberships {
    /** Number of members in a part. */
    public static final int PART = 1_000;

    /** Number of users in a statement. */
    private static final int USERS = 100;

    private final Database database;
    private final Organizations organizations;
    private final Clock clock;
    private final GroupRecorder recorder;

    @Inject
    public GroupMembers(Database database, Organizations organizations, Activity activity, Events events, Clock clock) {
        this.database = database;
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

    @Override
    public void end(Transaction tx, OrganizationId organization, UserId user, Actor actor) {
        MemberDelta left = new MemberDelta(Set.of(), Set.of(user));
        for (Group group : tx.mapper(GroupMapper.class).lockGroupsOf(organization, user)) {
            Group after = group.changed(group.profile(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            tx.mapper(GroupMapper.class).update(organization, after);
            left.write(tx, organization, group.id());
            recorder.changed(tx, organization, group, after, left, actor);
        }
    }

    /** Returns the next part of a group's members, in the order of their ids. @param after empty for the first part */
    public List<Member> part(OrganizationId organization, GroupId group, Optional<UserId> after) {
        return database.read(tx -> tx.mapper(MembershipMapper.class).list(organization, group, after, PART));
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

    /** Returns the groups of several users; none for users without groups. */
    public Map<UserId, List<Membership>> ofUsers(OrganizationId organization, Collection<UserId> users) {
        Map<UserId, List<Membership>> byUser = new HashMap<>();
        List<UserId> all = List.copyOf(users);
        for (int from = 0; from < all.size(); from += USERS) {
            List<UserId> some = all.subList(from, Math.min(all.size(), from + USERS));
            database.read(tx -> tx.mapper(MembershipMapper.class).listGroupsOf(organization, some))
                    .forEach(one -> byUser.computeIfAbsent(one.user(), user -> new ArrayList<>())
                            .add(one));
        }
        return byUser;
    }

    /** Returns the number of memberships in all groups. */
    public long count(OrganizationId organization) {
        return database.read(tx -> tx.mapper(MembershipMapper.class).count(organization));
    }
}
