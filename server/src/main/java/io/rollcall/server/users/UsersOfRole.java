package io.rollcall.server.users;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.RoleHolderLookup;

/** Look-up of the users who hold a role, for the role catalogue. */
public final class UsersOfRole implements RoleHolderLookup {
    /** Enough for a person to recognize the users. */
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
