package io.rollcall.server.users;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.RoleHolderLookup;

/** Tells the role catalogue which users have a role. */
public final class UsersOfRole implements RoleHolderLookup {
    /** Number of users shown as examples. */
    private static final int NAMED = 5;

    public UsersOfRole(Database database) {
        database.register(UsersOfRoleMapper.class);
    }

    @Override
    public RoleHolderLookup.Holders holders(Transaction tx, OrganizationId organizationId, String role) {
        UsersOfRoleMapper mapper = tx.mapper(UsersOfRoleMapper.class);
        return new RoleHolderLookup.Holders(
                mapper.count(organizationId, role), mapper.firstUserNames(organizationId, role, NAMED));
    }
}
