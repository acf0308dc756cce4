package io.rollcall.server.organizations;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code organizations}; see OrganizationMapper.xml. */
interface OrganizationMapper {
    @CrossOrganization("creates the organization")
    void insert(String slug, String name, boolean scimEnabled, Instant created);

    @CrossOrganization("finds the organization that was just created")
    Optional<Organization> findBySlug(String slug);

    Optional<Organization> find(OrganizationId id);

    /** Returns the row, locked until the transaction ends. */
    Optional<Organization> lock(OrganizationId id);

    @CrossOrganization("the operator's list of all organizations")
    List<Organization> list();

    @CrossOrganization("the operator's list of all organizations, by pages")
    List<Organization> page(Optional<String> text, String after, int limit);

    void update(
            OrganizationId id,
            String slug,
            String name,
            boolean scimEnabled,
            Organization.Status status,
            DeprovisioningPolicy policy,
            boolean groupsEnabled,
            boolean staticTokens);

    int delete(OrganizationId id);
}
