package io.rollcall.server.roles;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.ReadThroughCache;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.Events;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Service for the role catalogues of organizations.
 *
 * <p>A transaction that assigns a role locks its row until the user is written; one that changes the catalogue locks all rows
 * first. So a retired or deleted role is never assigned, and a role is not deleted during its assignment.
 */
@Singleton
public final class Roles {
    /** Time for which other nodes may show a stale catalogue. Assignments always read the database. */
    private static final Duration CACHE_TTL = Duration.ofSeconds(1);

    private static final List<Role> DEFAULTS = List.of(
            Role.of("admin", "Admin", Role.Kind.PERSONAL),
            Role.of("user", "User", Role.Kind.PERSONAL),
            Role.of("creator", "Creator", Role.Kind.PERSONAL),
            Role.of("data_viewer", "Data Viewer", Role.Kind.PERSONAL),
            Role.of("group_admin", "Group Admin", Role.Kind.GROUP),
            Role.of("group_member", "Group Member", Role.Kind.GROUP));

    private final Database database;
    private final Activity activity;
    private final Events events;
    private final RoleHolderLookup use;
    private final String attribute;
    private final ReadThroughCache<OrganizationId, RoleCatalogue> known;

    @Inject
    public Roles(Database database, Activity activity, Events events, RoleHolderLookup use, RoleConfig config) {
        this.attribute = config.attribute();
        this.database = database;
        this.activity = activity;
        this.events = events;
        this.use = use;
        this.known = database.copies(CACHE_TTL, id -> Optional.of(database.read(tx -> read(tx, id))));
        database.register(RoleMapper.class);
    }

    /** Registers the cache's hit and miss metrics. */
    @Inject
    public void measure(MeterRegistry meters) {
        known.measure(meters, "roles");
    }

    /** Returns the name of the SCIM attribute that carries a user's role. */
    public String attribute() {
        return attribute;
    }

    /** Returns the roles of a new organization. */
    public static List<Role> defaults() {
        return DEFAULTS;
    }

    /** Adds the default roles to a new organization. */
    public void addDefaults(Transaction tx, OrganizationId organizationId) {
        tx.mapper(RoleMapper.class).save(organizationId, DEFAULTS);
    }

    /** Returns the organization's catalogue; changes by other nodes appear within a second. */
    public RoleCatalogue catalogue(OrganizationId organizationId) {
        return known.get(organizationId).orElseThrow();
    }

    /**
     * Removes roles of an organization that is being deleted.
     *
     * @param most maximum number of rows
     * @return the number of removed rows
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(RoleMapper.class).remove(organizationId, most));
    }

    /** Returns the values that an Okta administrator enters for the role attribute. */
    public OktaLists oktaLists(OrganizationId organizationId) {
        return OktaLists.of(catalogue(organizationId));
    }

    /**
     * Requires that the role can be assigned, and locks its row until the transaction ends.
     *
     * @throws Refusal INVALID with the allowed values if the role cannot be assigned, FORBIDDEN if that actor cannot assign it
     */
    public void requireGrantable(Transaction tx, OrganizationId organizationId, String value, Actor actor) {
        Optional<Role> held = tx.mapper(RoleMapper.class).hold(organizationId, value);
        if (held.filter(role -> role.isGrantableBy(actor.kind())).isEmpty()) {
            read(tx, organizationId).requireGrantable(value, actor.kind());
        }
    }

    /** Returns the catalogue, protected from change until the transaction ends. */
    public RoleCatalogue hold(Transaction tx, OrganizationId organizationId) {
        return new RoleCatalogue(tx.mapper(RoleMapper.class).holdAll(organizationId));
    }

    /** Returns the default role for new users, locked until the transaction ends. */
    public Optional<String> defaultRole(Transaction tx, OrganizationId organizationId) {
        return tx.mapper(RoleMapper.class).holdDefault(organizationId).map(Role::value);
    }

    /** Returns the users who have the role, for confirmation before retiring or deleting it. */
    public RoleHolderLookup.Holders holders(OrganizationId organizationId, String value) {
        return database.read(tx -> {
            read(tx, organizationId).get(value);
            return use.holders(tx, organizationId, value);
        });
    }

    /** Adds a role. @throws Refusal CONFLICT if the value is taken, INVALID if the value or name is invalid */
    public Role add(OrganizationId organizationId, String value, String displayName, Role.Kind kind, Actor actor) {
        Role added = Role.of(value, displayName, kind);
        return edit(organizationId, actor, catalogue -> catalogue.with(added)).get(value);
    }

    /** Changes the display name; users keep the role, since its value stays. */
    public Role rename(OrganizationId organizationId, String value, String displayName, Actor actor) {
        return change(organizationId, value, actor, role -> role.withDisplayName(displayName));
    }

    /** Changes the display name and the kind. */
    public Role edit(OrganizationId organizationId, String value, String displayName, Role.Kind kind, Actor actor) {
        return change(organizationId, value, actor, role -> role.withDisplayName(displayName)
                .withKind(kind));
    }

    public Role changeKind(OrganizationId organizationId, String value, Role.Kind kind, Actor actor) {
        return change(organizationId, value, actor, role -> role.withKind(kind));
    }

    /** Moves a role. @param position the place in the order, counted from 1; too large a value means the end */
    public Role move(OrganizationId organizationId, String value, int position, Actor actor) {
        return edit(organizationId, actor, catalogue -> catalogue.move(value, position), Optional.of(value))
                .get(value);
    }

    /**
     * Retires the role: it can no longer be assigned; its users keep it.
     *
     * @throws Refusal CONFLICT if it is the default role
     */
    public Role retire(OrganizationId organizationId, String value, Actor actor) {
        return change(organizationId, value, actor, role -> role.withRetired(true));
    }

    /** Makes a retired role assignable again. */
    public Role reinstate(OrganizationId organizationId, String value, Actor actor) {
        return change(organizationId, value, actor, role -> role.withRetired(false));
    }

    /**
     * Forbids identity providers to assign the role; its users keep it.
     *
     * @throws Refusal CONFLICT if it is the default role
     */
    public Role forbid(OrganizationId organizationId, String value, Actor actor) {
        return change(organizationId, value, actor, role -> role.withForbidden(true));
    }

    /** Allows identity providers to assign the role again. */
    public Role allow(OrganizationId organizationId, String value, Actor actor) {
        return change(organizationId, value, actor, role -> role.withForbidden(false));
    }

    /**
     * Makes the role the default for users created without a role.
     *
     * @throws Refusal CONFLICT if it is retired, or forbidden to identity providers
     */
    public Role makeDefault(OrganizationId organizationId, String value, Actor actor) {
        return edit(organizationId, actor, catalogue -> catalogue.withDefault(value))
                .get(value);
    }

    /** Clears the default: users can be created without a role. */
    public void clearDefault(OrganizationId organizationId, Actor actor) {
        edit(organizationId, actor, catalogue -> catalogue.map(role -> role.withDefault(false)));
    }

    /**
     * Deletes a role.
     *
     * @throws Refusal CONFLICT if a user has it, or it is the default role
     */
    public void delete(OrganizationId organizationId, String value, Actor actor) {
        edit(organizationId, actor, catalogue -> catalogue.without(value));
    }

    private Role change(OrganizationId organizationId, String value, Actor actor, UnaryOperator<Role> change) {
        return edit(organizationId, actor, catalogue -> catalogue.change(value, change))
                .get(value);
    }

    private RoleCatalogue edit(OrganizationId organizationId, Actor actor, UnaryOperator<RoleCatalogue> edit) {
        return edit(organizationId, actor, edit, Optional.empty());
    }

    private RoleCatalogue edit(
            OrganizationId organizationId, Actor actor, UnaryOperator<RoleCatalogue> edit, Optional<String> moved) {
        RoleCatalogue edited = database.write(
                tx -> new CatalogueEdit(tx, organizationId, actor, activity, events, use).apply(edit, moved));
        known.invalidate(organizationId);
        return edited;
    }

    /** Returns the catalogue from the database instead of a cache. */
    public RoleCatalogue read(Transaction tx, OrganizationId organizationId) {
        return new RoleCatalogue(tx.mapper(RoleMapper.class).list(organizationId));
    }
}
