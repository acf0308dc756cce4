package io.rollcall.server.roles;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.ReadThroughCache;
import io.rollcall.server.database.Transaction;
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
 * Each organization's catalogue of roles, and the whole life of a role.
 *
 * <p>A transaction that assigns a role holds its row until the user is written, and one that changes the catalogue locks its
 * rows first. So once a role is retired or deleted nobody is assigned it, and a role that is being assigned is not deleted.
 */
@Singleton
public final class Roles {
    /** How long another node may still show a catalogue that this one changed; none gives a role by such a copy. */
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
    private final RoleHolderLookup use;
    private final String attribute;
    private final ReadThroughCache<OrganizationId, RoleCatalogue> known;

    @Inject
    public Roles(Database database, Activity activity, RoleHolderLookup use, RoleConfig config) {
        this.attribute = config.attribute();
        this.database = database;
        this.activity = activity;
        this.use = use;
        this.known = database.copies(CACHE_TTL, id -> Optional.of(database.read(tx -> read(tx, id))));
        database.register(RoleMapper.class);
    }

    /** Adds how often the copies of a second were good enough. */
    @Inject
    public void measure(MeterRegistry meters) {
        known.measure(meters, "roles");
    }

    /** Returns the name of the SCIM attribute that carries a user's role. */
    public String attribute() {
        return attribute;
    }

    /** The roles that every organization starts with. */
    public static List<Role> defaults() {
        return DEFAULTS;
    }

    /** Gives a new organization the roles that every organization starts with. */
    public void addDefaults(Transaction tx, OrganizationId organizationId) {
        tx.mapper(RoleMapper.class).save(organizationId, DEFAULTS);
    }

    /** The organization's catalogue, with what this node changed, and with others' changes of more than a second ago. */
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
     * Makes sure, for the rest of the transaction, that a user may be given the role.
     *
     * @throws Refusal INVALID, naming the allowed values, if nobody can get the role, FORBIDDEN if that actor cannot give it
     */
    public void requireGrantable(Transaction tx, OrganizationId organizationId, String value, Actor actor) {
        Optional<Role> held = tx.mapper(RoleMapper.class).hold(organizationId, value);
        if (held.filter(role -> role.isGrantableBy(actor.kind())).isEmpty()) {
            read(tx, organizationId).requireGrantable(value, actor.kind());
        }
    }

    /** The role that a new user gets who comes without one, sure to be there for the rest of the transaction. */
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

    /** @throws Refusal CONFLICT if there is such a role already, INVALID if it cannot be one */
    public Role add(OrganizationId organizationId, String value, String displayName, Role.Kind kind, Actor actor) {
        Role added = Role.of(value, displayName, kind);
        return edit(organizationId, actor, catalogue -> catalogue.with(added)).get(value);
    }

    /** Changes what people read; users keep the role, since its value stays. */
    public Role rename(OrganizationId organizationId, String value, String displayName, Actor actor) {
        return change(organizationId, value, actor, role -> role.withDisplayName(displayName));
    }

    /** Changes both at once. */
    public Role edit(OrganizationId organizationId, String value, String displayName, Role.Kind kind, Actor actor) {
        return change(organizationId, value, actor, role -> role.withDisplayName(displayName)
                .withKind(kind));
    }

    public Role changeKind(OrganizationId organizationId, String value, Role.Kind kind, Actor actor) {
        return change(organizationId, value, actor, role -> role.withKind(kind));
    }

    /** @param position the place in the order, counted from 1; one that is too large means the end */
    public Role move(OrganizationId organizationId, String value, int position, Actor actor) {
        return edit(organizationId, actor, catalogue -> catalogue.move(value, position), Optional.of(value))
                .get(value);
    }

    /**
     * Retires the role: it can no longer be assigned, and users who have it keep it.
     *
     * @throws Refusal CONFLICT if it is the default role
     */
    public Role retire(OrganizationId organizationId, String value, Actor actor) {
        return change(organizationId, value, actor, role -> role.withRetired(true));
    }

    /** Makes a retired role one that users get again. */
    public Role reinstate(OrganizationId organizationId, String value, Actor actor) {
        return change(organizationId, value, actor, role -> role.withRetired(false));
    }

    /**
     * Forbids the role to identity providers; users who have it keep it.
     *
     * @throws Refusal CONFLICT if it is the default role
     */
    public Role forbid(OrganizationId organizationId, String value, Actor actor) {
        return change(organizationId, value, actor, role -> role.withForbidden(true));
    }

    /** Lets identity providers give the role again. */
    public Role allow(OrganizationId organizationId, String value, Actor actor) {
        return change(organizationId, value, actor, role -> role.withForbidden(false));
    }

    /**
     * From now on new users get the role who come without one.
     *
     * @throws Refusal CONFLICT if it is retired, or forbidden to identity providers
     */
    public Role makeDefault(OrganizationId organizationId, String value, Actor actor) {
        return edit(organizationId, actor, catalogue -> catalogue.withDefault(value))
                .get(value);
    }

    /** From now on new users may come without a role. */
    public void clearDefault(OrganizationId organizationId, Actor actor) {
        edit(organizationId, actor, catalogue -> catalogue.map(role -> role.withDefault(false)));
    }

    /**
     * Removes a role for good.
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
        RoleCatalogue edited =
                database.write(tx -> new CatalogueEdit(tx, organizationId, actor, activity, use).apply(edit, moved));
        known.invalidate(organizationId);
        return edited;
    }

    private static RoleCatalogue read(Transaction tx, OrganizationId organizationId) {
        return new RoleCatalogue(tx.mapper(RoleMapper.class).list(organizationId));
    }
}
