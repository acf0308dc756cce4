package io.rollcall.server.organizations;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/** A row of {@code organizations}. */
record OrganizationRow(
        OrganizationId id, String slug, String name, boolean scimEnabled, OrganizationStatus status, Instant created) {
    Organization toOrganization() {
        return new Organization(id, new Slug(slug), name, scimEnabled, status, created);
    }
}
