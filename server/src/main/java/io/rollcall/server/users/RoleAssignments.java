package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.UserEvents;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Parts;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.roles.precedence.RolePrecedence;
import io.rollcall.server.roles.precedence.RolePrecedence.Held;
import io.rollcall.server.roles.precedence.RoleSource;
import io.rollcall.server.roles.precedence.RoleSource.MappedGroup;
import io.rollcall.server.users.ProfileRow.ActivePatch;
import io.rollcall.server.users.ProfileRow.RolePatch;
import io.rollcall.server.users.UserProfile.UserUpdate;
import io.rollcall.server.users.UsersOfRoleMapper.HolderRow;
import io.rollcall.server.users.UsersOfRoleMapper.MappedRow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Roles of users in organizations that map groups to roles, by their {@link RolePrecedence}.
 *
 * <p>Every writer of such a role locks the catalogue, then the users in the order of their ids, and only then reads what the role
 * depends on: memberships, mappings and the order of precedence. So of two writers, the second one sees what the first one wrote.
 * A writer of memberships locks the group before, and writes the memberships below the users' locks. A change of a mapping is
 * committed before the roles are computed again.
 */
@Singleton
public final class RoleAssignments {
    /** Number of users in a statement. */
    private static final int ROWS = 250;

    private final Database database;
    private final Activity activity;
    private final UserEvents events;
    private final Roles roles;
    private final Clock clock;

    @Inject
    public RoleAssignments(Database database, Activity activity, Events events, Roles roles, Clock clock) {
        this.database = database;
        this.activity = activity;
        this.events = new UserEvents(events, roles.attribute());
        this.roles = roles;
        this.clock = clock;
        database.register(UsersOfRoleMapper.class);
        database.register(HolderRow.class, HolderRow::read);
        database.register(MappedRow.class, MappedRow::read);
    }

    /** Locks the catalogue and the users, before a transaction changes what their roles depend on. */
    public void lock(Transaction tx, OrganizationId organization, Collection<UserId> users) {
        roles.hold(tx, organization);
        Parts.of(users, ROWS).forEach(some -> tx.mapper(UsersOfRoleMapper.class).lock(organization, some));
    }

    /** Computes the roles of the users again, and records each change as any change of a user. @return the userNames of those whose role changed */
    public List<String> recompute(Transaction tx, OrganizationId organization, Collection<UserId> users, Actor actor) {
        RoleCatalogue catalogue = roles.hold(tx, organization);
        return Parts.of(users, ROWS)
                .flatMap(some -> tx.mapper(UsersOfRoleMapper.class).lock(organization, some).stream())
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        holders -> compute(tx, organization, catalogue, holders, Supposition.NONE).stream()
                                .filter(computed -> write(tx, organization, catalogue, computed, actor))
                                .map(computed -> computed.holder().userName())
                                .toList()));
    }

    /**
     * State of mappings that is not stored, for a preview.
     *
     * @param groupsDecide the supposed order of precedence; empty for the stored one
     * @param group a group of which all users are members, with the supposed role; an empty text for none
     */
    public record Supposition(Optional<Boolean> groupsDecide, Optional<MappedGroup> group) {
        static final Supposition NONE = new Supposition(Optional.empty(), Optional.empty());

        List<MappedGroup> apply(List<MappedGroup> stored) {
            if (group.isEmpty()) {
                return stored;
            }
            List<MappedGroup> supposed = new ArrayList<>(stored);
            supposed.removeIf(one -> one.id().equals(group.get().id()));
            group.filter(one -> !one.role().isEmpty()).ifPresent(supposed::add);
            return supposed;
        }
    }

    /** Returns the userNames of those of the users whose role would change. */
    public List<String> preview(OrganizationId organization, Collection<UserId> users, Supposition supposed) {
        return database.read(tx -> {
            List<HolderRow> holders = Parts.of(users, ROWS)
                    .flatMap(some -> tx.mapper(UsersOfRoleMapper.class).list(organization, some).stream())
                    .toList();
            return compute(tx, organization, roles.read(tx, organization), holders, supposed).stream()
                    .filter(Computed::changesRole)
                    .map(computed -> computed.holder().userName())
                    .toList();
        });
    }

    /** Returns the origin of a present user's role. */
    public RoleSource source(OrganizationId organization, UserId user) {
        return database.read(tx -> {
            UsersOfRoleMapper mapper = tx.mapper(UsersOfRoleMapper.class);
            return mapper.list(organization, List.of(user)).stream()
                    .map(holder -> RolePrecedence.source(
                            holder.held(),
                            mapped(tx, organization, List.of(user)).getOrDefault(user, List.of())))
                    .findFirst()
                    .orElseGet(() -> RolePrecedence.source(RolePrecedence.NO_ROLE, List.of()));
        });
    }

    /** Returns whether groups take precedence over roles that the identity provider assigns. */
    public boolean groupsDecide(OrganizationId organization) {
        return database.read(tx -> groupsDecide(tx, organization));
    }

    private static boolean groupsDecide(Transaction tx, OrganizationId organization) {
        return tx.mapper(UsersOfRoleMapper.class).groupsDecide(organization).orElse(false);
    }

    /** Returns whether any group of the organization is mapped to a role. */
    boolean areFromGroups(OrganizationId organization) {
        return database.read(tx -> tx.mapper(UsersOfRoleMapper.class).countMapped(organization)) > 0;
    }

    /** User with the role that follows from the order of precedence. */
    private record Computed(HolderRow holder, Held chosen) {
        boolean changesRole() {
            return !chosen.role().equals(holder.held().role());
        }
    }

    private static List<Computed> compute(
            Transaction tx,
            OrganizationId organization,
            RoleCatalogue catalogue,
            List<HolderRow> holders,
            Supposition supposed) {
        RolePrecedence precedence =
                new RolePrecedence(supposed.groupsDecide().orElseGet(() -> groupsDecide(tx, organization)), catalogue);
        return Parts.of(holders, ROWS)
                .flatMap(some -> {
                    Map<UserId, List<MappedGroup>> groups = mapped(
                            tx, organization, some.stream().map(HolderRow::id).toList());
                    return some.stream()
                            .map(holder -> new Computed(
                                    holder,
                                    precedence.choose(
                                            holder.held(),
                                            supposed.apply(groups.getOrDefault(holder.id(), List.of())))));
                })
                .toList();
    }

    private static Map<UserId, List<MappedGroup>> mapped(
            Transaction tx, OrganizationId organization, List<UserId> users) {
        return tx.mapper(UsersOfRoleMapper.class).listMapped(organization, users).stream()
                .collect(Collectors.groupingBy(
                        MappedRow::user, Collectors.mapping(MappedRow::group, Collectors.toList())));
    }

    /** Writes a computed role. @return whether the role is another one */
    private boolean write(
            Transaction tx, OrganizationId organization, RoleCatalogue catalogue, Computed computed, Actor actor) {
        UserId id = computed.holder().id();
        Held chosen = computed.chosen();
        if (!computed.changesRole()) {
            if (!chosen.equals(computed.holder().held())) {
                tx.mapper(UsersOfRoleMapper.class).updateOrigin(organization, id, chosen.derived(), chosen.given());
            }
            return false;
        }
        UserMapper mapper = tx.mapper(UserMapper.class);
        User stored = mapper.find(organization, id).orElseThrow();
        ProfileRow row = mapper.findProfile(organization, id).orElseThrow();
        UserProfile profile =
                new RolePatch(roles.attribute(), chosen.role()).in(row.with(new ActivePatch(row.active())));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = now.isBefore(stored.lastModified()) ? stored.lastModified() : now;
        write(
                tx,
                new PlannedChange(
                        organization, stored, new UserUpdate(profile, false, true, false), actor, at, catalogue),
                chosen);
        return true;
    }

    private void write(Transaction tx, PlannedChange change, Held chosen) {
        UserMapper mapper = tx.mapper(UserMapper.class);
        change.update(mapper, chosen);
        change.newValues().ifPresent(values -> {
            mapper.deleteValues(change.organizationId(), change.stored().id());
            mapper.insertValues(change.organizationId(), change.stored().id(), values);
        });
        PlannedChange.ChangeRecord written = change.toRecord();
        written.write(activity, tx);
        written.write(events, tx);
    }

    /**
     * Writes a change of a user that assigns or removes the role, as far as the order of precedence lets it.
     *
     * @return the user after the change, which may be the stored one; empty if the user is at another version by now
     */
    Optional<User> write(Transaction tx, PlannedChange change) {
        OrganizationId organization = change.organizationId();
        UserId id = change.stored().id();
        RoleCatalogue catalogue = roles.hold(tx, organization);
        change.assignedRole()
                .ifPresent(
                        role -> catalogue.requireGrantable(role, change.actor().kind()));
        Optional<HolderRow> holder = tx.mapper(UsersOfRoleMapper.class).lock(organization, List.of(id)).stream()
                .filter(row -> row.version() == change.stored().version())
                .findFirst();
        return holder.map(row -> {
            Held said = row.held().withExplicit(change.update().profile().role());
            Held chosen = new RolePrecedence(groupsDecide(tx, organization), catalogue)
                    .choose(said, mapped(tx, organization, List.of(id)).getOrDefault(id, List.of()));
            PlannedChange settled = change.withRole(
                    roles.attribute(),
                    chosen.role(),
                    !chosen.role().equals(row.held().role()));
            if (settled.isEmpty() && chosen.equals(row.held())) {
                return change.stored();
            }
            write(tx, settled, chosen);
            return settled.changed();
        });
    }
}
