package io.rollcall.server.organizations;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code organizations}; {@code eraseAfterDays} is null where users are never erased. */
record OrganizationRow(
        OrganizationId id,
        String slug,
        String name,
        boolean scimEnabled,
        OrganizationStatus status,
        Integer eraseAfterDays,
        Rehire rehire,
        Instant created) {
    Organization toOrganization() {
        DeprovisioningPolicy policy = new DeprovisioningPolicy(Optional.ofNullable(eraseAfterDays), rehire);
        return new Organization(id, new Slug(slug), name, scimEnabled, status, policy, created);
    }
}
