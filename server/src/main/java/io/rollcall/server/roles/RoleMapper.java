package io.rollcall.server.roles;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code roles}; see RoleMapper.xml. */
interface RoleMapper {
    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);

    List<Role> list(@Param("organizationId") OrganizationId organizationId);

    /** The same, kept from all others until the transaction ends. */
    List<Role> lock(@Param("organizationId") OrganizationId organizationId);

    /** One role, kept from being changed or deleted until the transaction ends. */
    Optional<Role> hold(@Param("organizationId") OrganizationId organizationId, @Param("value") String value);

    /** The default role, kept likewise. */
    Optional<Role> holdDefault(@Param("organizationId") OrganizationId organizationId);

    /** Writes the roles, old and new ones, in that order. */
    void save(@Param("organizationId") OrganizationId organizationId, @Param("roles") List<Role> roles);

    void delete(@Param("organizationId") OrganizationId organizationId, @Param("value") String value);
}
