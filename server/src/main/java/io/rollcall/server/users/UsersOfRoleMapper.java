package io.rollcall.server.users;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import java.util.Optional;

/** The statements on {@code users} by role; see UsersOfRoleMapper.xml. */
interface UsersOfRoleMapper {
    long count(OrganizationId organizationId, String role);

    List<String> firstUserNames(OrganizationId organizationId, String role, int limit);

    /** Returns whether the document of one user with a role has that member; empty if no user has a role. */
    @CrossOrganization("the name of the attribute is the same for all organizations")
    Optional<Boolean> hasMember(String name);
}
