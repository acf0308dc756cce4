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
    Optional<Row> findBySlug(String slug);

    Optional<Row> find(OrganizationId id);

    /** Returns the row, locked until the transaction ends. */
    Optional<Row> lock(OrganizationId id);

    @CrossOrganization("the operator's list of all organizations")
    List<Row> list();

    @CrossOrganization("the operator's list of all organizations, by pages")
    List<Row> page(Optional<String> text, String after, int limit);

    void update(
            OrganizationId id,
            String slug,
            String name,
            boolean scimEnabled,
            Organization.Status status,
            DeprovisioningPolicy policy);

    int delete(OrganizationId id);

    /** A row of {@code organizations}; {@code eraseAfterDays} is null if users are never erased. */
    record Row(
            OrganizationId id,
            String slug,
            String name,
            boolean scimEnabled,
            Organization.Status status,
            Integer eraseAfterDays,
            DeprovisioningPolicy.Rehire rehire,
            Instant created) {
        Organization toOrganization() {
            DeprovisioningPolicy policy = new DeprovisioningPolicy(Optional.ofNullable(eraseAfterDays), rehire);
            return new Organization(id, new Slug(slug), name, scimEnabled, status, policy, created);
        }
    }
}
