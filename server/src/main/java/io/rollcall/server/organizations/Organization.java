package io.rollcall.server.organizations;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/** A customer of the product: the owner of users, roles and tokens. */
public record Organization(
        OrganizationId id,
        Slug slug,
        String name,
        boolean scimEnabled,
        Status status,
        DeprovisioningPolicy policy,
        Instant created) {

    Organization withSlug(Slug other) {
        return new Organization(id, other, name, scimEnabled, status, policy, created);
    }

    Organization withName(String other) {
        return new Organization(id, slug, other, scimEnabled, status, policy, created);
    }

    Organization withScimEnabled(boolean enabled) {
        return new Organization(id, slug, name, enabled, status, policy, created);
    }

    Organization withStatus(Status other) {
        return new Organization(id, slug, name, scimEnabled, other, policy, created);
    }

    Organization withPolicy(DeprovisioningPolicy other) {
        return new Organization(id, slug, name, scimEnabled, status, other, created);
    }

    /** Lifecycle state of an organization. */
    public enum Status {
        ACTIVE,
        /** Its data is kept, and every SCIM request is refused. */
        SUSPENDED,
        /** It is being deleted for good, and all access is refused. */
        DELETING
    }
}
