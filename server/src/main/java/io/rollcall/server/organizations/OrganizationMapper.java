package io.rollcall.server.organizations;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code organizations}; see OrganizationMapper.xml. */
interface OrganizationMapper {
    @CrossOrganization("makes the organization")
    void insert(String slug, String name, boolean scimEnabled, Instant created);

    @CrossOrganization("finds the organization that was just made")
    Optional<OrganizationRow> findBySlug(String slug);

    Optional<OrganizationRow> find(OrganizationId id);

    /** The row, which nobody else changes before this transaction ends. */
    Optional<OrganizationRow> lock(OrganizationId id);

    @CrossOrganization("the operator's list of all organizations")
    List<OrganizationRow> list();

    @CrossOrganization("the operator's list of all organizations, by pages")
    List<OrganizationRow> page(Optional<String> text, String after, int limit);

    void update(
            OrganizationId id,
            String slug,
            String name,
            boolean scimEnabled,
            OrganizationStatus status,
            DeprovisioningPolicy policy);

    int delete(OrganizationId id);
}
