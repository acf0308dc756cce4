package io.rollcall.server.organizations;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code organization_slugs}; {@code retires} is null where the slug is the organization's present one. */
record SlugRow(String slug, OrganizationId organizationId, Instant retires) {
    boolean leadsAt(Instant now) {
        return Optional.ofNullable(retires).map(now::isBefore).orElse(true);
    }
}
