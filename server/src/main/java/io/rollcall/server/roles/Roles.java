package io.rollcall.server.roles;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.util.List;

/** Each organization's catalogue of roles. */
public final class Roles {
    /** How long another node may still use a catalogue that this one changed. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final List<Role> DEFAULTS = List.of(
            new Role("admin", "Admin", RoleKind.PERSONAL),
            new Role("user", "User", RoleKind.PERSONAL),
            new Role("creator", "Creator", RoleKind.PERSONAL),
            new Role("data_viewer", "Data Viewer", RoleKind.PERSONAL),
            new Role("group_admin", "Group Admin", RoleKind.GROUP),
            new Role("group_member", "Group Member", RoleKind.GROUP));

    private final Database database;
    private final Cache<OrganizationId, RoleCatalogue> known =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).build();

    public Roles(Database database) {
        this.database = database;
        database.register(RoleMapper.class);
    }

    /** The roles that every organization starts with. */
    public static List<Role> defaults() {
        return DEFAULTS;
    }

    /** Gives a new organization the roles that every organization starts with. */
    public void addDefaults(Transaction tx, OrganizationId organizationId) {
        tx.mapper(RoleMapper.class).insert(organizationId, DEFAULTS);
    }

    /** The organization's catalogue as it was at most a second ago. */
    public RoleCatalogue catalogue(OrganizationId organizationId) {
        return known.get(organizationId, this::load);
    }

    /**
     * Removes roles of an organization that is being deleted.
     *
     * @param most how many at once
     * @return how many went
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(RoleMapper.class).remove(organizationId, most));
    }

    private RoleCatalogue load(OrganizationId organizationId) {
        return new RoleCatalogue(database.read(tx -> tx.mapper(RoleMapper.class).list(organizationId)));
    }
}
