package io.rollcall.server.organizations;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code organization_slugs}; see SlugMapper.xml. */
interface SlugMapper {
    @CrossOrganization("finds the organization that a host or a command names")
    Optional<Row> find(String slug);

    List<Row> listFormer(OrganizationId organizationId, Instant now);

    @CrossOrganization("an expired slug is free for every organization")
    int free(String slug, Instant now);

    void insert(OrganizationId organizationId, String slug);

    /** Sets the expiry of an organization's slug; empty for the current slug, which has none. */
    int retire(OrganizationId organizationId, String slug, Optional<Instant> retires);

    void removeAll(OrganizationId organizationId);

    /** A row of {@code organization_slugs}; {@code retires} is null for the current slug. */
    record Row(String slug, OrganizationId organizationId, Instant retires) {
        boolean leadsAt(Instant now) {
            return Optional.ofNullable(retires).map(now::isBefore).orElse(true);
        }
    }
}
