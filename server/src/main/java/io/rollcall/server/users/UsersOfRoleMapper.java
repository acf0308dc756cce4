package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code users} by role; see UsersOfRoleMapper.xml. */
interface UsersOfRoleMapper {
    long count(@Param("organizationId") OrganizationId organizationId, @Param("role") String role);

    List<String> firstUserNames(
            @Param("organizationId") OrganizationId organizationId,
            @Param("role") String role,
            @Param("limit") int limit);
}
