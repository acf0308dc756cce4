package io.rollcall.server.roles;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code roles}; see RoleMapper.xml. */
interface RoleMapper {
    void insert(@Param("organizationId") OrganizationId organizationId, @Param("roles") List<Role> roles);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);

    List<Role> list(@Param("organizationId") OrganizationId organizationId);
}
