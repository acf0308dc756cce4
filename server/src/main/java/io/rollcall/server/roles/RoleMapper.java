package io.rollcall.server.roles;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import java.util.Optional;

/** Statements on {@code roles}; see RoleMapper.xml. */
interface RoleMapper {
    int remove(OrganizationId organizationId, int most);

    List<Role> list(OrganizationId organizationId);

    /** Returns the roles, and locks their rows until the transaction ends. */
    List<Role> lock(OrganizationId organizationId);

    /** Returns the roles, and protects them from change and deletion until the transaction ends. */
    List<Role> holdAll(OrganizationId organizationId);

    /** Returns a role, and protects it from change and deletion until the transaction ends. */
    Optional<Role> hold(OrganizationId organizationId, String value);

    /** Returns the default role, and protects it likewise. */
    Optional<Role> holdDefault(OrganizationId organizationId);

    /** Inserts or updates the roles, in that order. */
    void save(OrganizationId organizationId, List<Role> roles);

    void delete(OrganizationId organizationId, String value);
}
