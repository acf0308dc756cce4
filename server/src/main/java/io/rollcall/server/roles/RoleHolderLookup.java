package io.rollcall.server.roles;

import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;

/** Tells who has a role; users know, and the catalogue asks them through this, so as not to depend on them. */
@FunctionalInterface
public interface RoleHolderLookup {
    RoleHolders holders(Transaction tx, OrganizationId organizationId, String role);
}
