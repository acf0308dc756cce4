package io.rollcall.server.roles;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import java.util.Optional;

/** The statements on {@code roles}; see RoleMapper.xml. */
interface RoleMapper {
    int remove(OrganizationId organizationId, int most);

    List<Role> list(OrganizationId organizationId);

    /** The same, kept from all others until the transaction ends. */
    List<Role> lock(OrganizationId organizationId);

    /** One role, kept from being changed or deleted until the transaction ends. */
    Optional<Role> hold(OrganizationId organizationId, String value);

    /** The default role, kept likewise. */
    Optional<Role> holdDefault(OrganizationId organizationId);

    /** Writes the roles, old and new ones, in that order. */
    void save(OrganizationId organizationId, List<Role> roles);

    void delete(OrganizationId organizationId, String value);
}
