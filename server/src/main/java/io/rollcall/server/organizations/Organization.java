package io.rollcall.server.organizations;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/**
 * A customer of the product: the owner of users, roles and tokens.
 *
 * @param groupsEnabled whether identity providers may push groups
 * @param staticTokens whether tokens that administrators generate are accepted
 */
public record Organization(
        OrganizationId id,
        Slug slug,
        String name,
        boolean scimEnabled,
        Status status,
        DeprovisioningPolicy policy,
        boolean groupsEnabled,
        Instant created,
        boolean staticTokens) {

    Organization withSlug(Slug other) {
        return new Organization(id, other, name, scimEnabled, status, policy, groupsEnabled, created, staticTokens);
    }

    Organization withName(String other) {
        return new Organization(id, slug, other, scimEnabled, status, policy, groupsEnabled, created, staticTokens);
    }

    Organization withScimEnabled(boolean enabled) {
        return new Organization(id, slug, name, enabled, status, policy, groupsEnabled, created, staticTokens);
    }

    Organization withStatus(Status other) {
        return new Organization(id, slug, name, scimEnabled, other, policy, groupsEnabled, created, staticTokens);
    }

    Organization withPolicy(DeprovisioningPolicy other) {
        return new Organization(id, slug, name, scimEnabled, status, other, groupsEnabled, created, staticTokens);
    }

    Organization withGroupsEnabled(boolean enabled) {
        return new Organization(id, slug, name, scimEnabled, status, policy, enabled, created, staticTokens);
    }

    Organization withStaticTokens(boolean accepted) {
        return new Organization(id, slug, name, scimEnabled, status, policy, groupsEnabled, created, accepted);
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
