package io.rollcall.server.groups;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.groups.query.GroupColumn;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.groups.query.GroupQuery;
import io.rollcall.server.groups.query.GroupQuery.Order;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleHolderLookup.Holders;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.roles.precedence.RoleSource.MappedGroup;
import io.rollcall.server.users.RoleAssignments;
import io.rollcall.server.users.RoleAssignments.Supposition;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.ComparisonOperator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Roles from groups: mappings of groups to roles of the catalogue, and whether they take precedence over assigned roles.
 *
 * <p>A change is committed first. Then the roles of all members are computed again, in the order of their ids and in transactions
 * of at most 500 users. If that is interrupted, the same change again continues it.
 */
@Singleton
public final class GroupRoles {
    /** Number of users in a transaction. */
    static final int USERS = 500;

    /** Number of users that a preview names. */
    private static final int NAMED = 5;

    private final Database database;
    private final Groups groups;
    private final Roles roles;
    private final Organizations organizations;
    private final RoleAssignments assignments;
    private final Activity activity;

    @Inject
    public GroupRoles(
            Database database,
            Groups groups,
            Roles roles,
            Organizations organizations,
            RoleAssignments assignments,
            Activity activity) {
        this.database = database;
        this.groups = groups;
        this.roles = roles;
        this.organizations = organizations;
        this.assignments = assignments;
        this.activity = activity;
    }

    /** Returns the group with that id, or else with that displayName in any case. @throws Refusal NOT_FOUND if there is none */
    public Group find(OrganizationId organization, String idOrName) {
        return GroupId.parse(idOrName)
                .flatMap(id -> groups.find(organization, id))
                .or(() -> named(organization, idOrName))
                .orElseThrow(() -> Refusal.notFound("There is no group with the id or displayName '" + idOrName
                        + "' in this organization. 'rollcall group list SLUG' shows its groups."));
    }

    private Optional<Group> named(OrganizationId organization, String name) {
        GroupCondition condition =
                new GroupCondition.Text(GroupColumn.DISPLAY_NAME, ComparisonOperator.EQUAL, CaseFolding.fold(name));
        return groups.page(organization, new GroupQuery(condition, Order.BY_ID, 1, 0, Optional.empty())).stream()
                .map(Group.Placed::group)
                .findFirst();
    }

    /** Returns whether mapped groups take precedence over roles that the identity provider assigns. */
    public boolean groupsDecide(OrganizationId organization) {
        return assignments.groupsDecide(organization);
    }

    /**
     * Maps a group to a role, and computes the roles of its members again.
     *
     * @return the number of users whose role changed, and the first of them
     * @throws Refusal NOT_FOUND if there is no such group or role, CONFLICT if the role cannot be mapped
     */
    public Holders map(OrganizationId organization, GroupId id, String role, Actor actor) {
        return change(organization, id, Optional.of(role), actor);
    }

    /** Ends the mapping of a group, and computes the roles of its members again. @return as {@link #map} */
    public Holders unmap(OrganizationId organization, GroupId id, Actor actor) {
        return change(organization, id, Optional.empty(), actor);
    }

    private Holders change(OrganizationId organization, GroupId id, Optional<String> role, Actor actor) {
        database.write(tx -> {
            Group before = tx.mapper(GroupMapper.class).lock(organization, id).orElseThrow(() -> Groups.notFound(id));
            role.ifPresent(value -> requireMappable(roles.hold(tx, organization).get(value)));
            if (!before.role().equals(role)) {
                tx.mapper(GroupMapper.class).updateRole(organization, id, role);
                activity.recordChange(
                        tx,
                        organization,
                        ActivityKind.GROUP_CHANGED,
                        before.displayName(),
                        actor,
                        GroupRecorder.mapping(before.role()),
                        GroupRecorder.mapping(role));
            }
            return id;
        });
        return recompute(organization, members(organization, id), actor);
    }

    /** Returns the users whose role would change if the group were mapped. @throws Refusal as {@link #map} */
    public Holders previewMap(OrganizationId organization, GroupId id, String role) {
        Group group = groups.get(organization, id);
        requireMappable(roles.catalogue(organization).get(role));
        return preview(organization, group, role);
    }

    /** Returns the users whose role would change if the group were not mapped. */
    public Holders previewUnmap(OrganizationId organization, GroupId id) {
        return preview(organization, groups.get(organization, id), "");
    }

    private Holders preview(OrganizationId organization, Group group, String role) {
        MappedGroup supposed = new MappedGroup(group.id(), group.displayName(), role);
        return preview(
                organization,
                members(organization, group.id()),
                new Supposition(Optional.empty(), Optional.of(supposed)));
    }

    /** Sets whether mapped groups take precedence, and computes the roles of their members again. @return as {@link #map} */
    public Holders decide(OrganizationId organization, boolean groupsDecide, Actor actor) {
        boolean before = groupsDecide(organization);
        if (before != groupsDecide) {
            database.write(tx -> {
                tx.mapper(GroupMapper.class).updateGroupsDecide(organization, groupsDecide);
                activity.recordChange(
                        tx,
                        organization,
                        ActivityKind.ORGANIZATION_CHANGED,
                        organizations.slug(organization).orElse(""),
                        actor,
                        "{\"groupsDecide\":" + before + "}",
                        "{\"groupsDecide\":" + groupsDecide + "}");
                return groupsDecide;
            });
        }
        return recompute(organization, membersOfMapped(organization), actor);
    }

    /** Returns the users whose role would change. */
    public Holders previewDecide(OrganizationId organization, boolean groupsDecide) {
        return preview(
                organization,
                membersOfMapped(organization),
                new Supposition(Optional.of(groupsDecide), Optional.empty()));
    }

    /** Returns whether groups can be mapped to the role: it is for groups, and neither retired nor forbidden. */
    public static boolean isMappable(Role role) {
        return role.kind() != Role.Kind.PERSONAL && role.isGrantableBy(Actor.Kind.TOKEN);
    }

    private static void requireMappable(Role role) {
        if (isMappable(role)) {
            return;
        }
        if (role.kind() == Role.Kind.PERSONAL) {
            throw Refusal.conflict("The role '" + role.value() + "' is for single people only. Set its kind to group or"
                    + " both first, or choose another role.");
        }
        throw Refusal.conflict("The role '" + role.value() + "' is " + (role.retired() ? "retired" : "forbidden")
                + ", and the identity provider decides who is in a group. "
                + (role.retired() ? "Reinstate" : "Allow") + " it first, or choose another role.");
    }

    private Holders recompute(
            OrganizationId organization, BiFunction<Transaction, Optional<UserId>, List<UserId>> part, Actor actor) {
        return inParts(part, users -> database.write(tx -> assignments.recompute(tx, organization, users, actor)));
    }

    private Holders preview(
            OrganizationId organization,
            BiFunction<Transaction, Optional<UserId>, List<UserId>> part,
            Supposition supposed) {
        return inParts(part, users -> assignments.preview(organization, users, supposed));
    }

    private interface Step {
        /** Returns the userNames of those whose role changes. */
        List<String> run(List<UserId> users);
    }

    private Holders inParts(BiFunction<Transaction, Optional<UserId>, List<UserId>> part, Step step) {
        List<String> first = new ArrayList<>();
        long count = 0;
        Optional<UserId> last = Optional.empty();
        List<UserId> users;
        do {
            Optional<UserId> after = last;
            users = database.read(tx -> part.apply(tx, after));
            List<String> changed = step.run(users);
            changed.stream().limit(NAMED - first.size()).forEach(first::add);
            count += changed.size();
            last = users.isEmpty() ? last : Optional.of(users.get(users.size() - 1));
        } while (users.size() == USERS);
        return new Holders(count, first);
    }

    private static BiFunction<Transaction, Optional<UserId>, List<UserId>> members(
            OrganizationId organization, GroupId group) {
        return (tx, after) -> tx.mapper(MembershipMapper.class).listIds(organization, group, after, USERS);
    }

    private static BiFunction<Transaction, Optional<UserId>, List<UserId>> membersOfMapped(
            OrganizationId organization) {
        return (tx, after) -> tx.mapper(MembershipMapper.class).listIdsOfMapped(organization, after, USERS);
    }
}
