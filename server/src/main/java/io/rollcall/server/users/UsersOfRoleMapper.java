package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;

/** The statements on {@code users} by role; see UsersOfRoleMapper.xml. */
interface UsersOfRoleMapper {
    long count(OrganizationId organizationId, String role);

    List<String> firstUserNames(OrganizationId organizationId, String role, int limit);
}
