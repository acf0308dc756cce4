package io.rollcall.server.admin;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Look-up of the organizations that a caller administers. */
record AdminOrganizations(Organizations organizations) {

    /** Returns the organization, or throws NOT_FOUND, with the same message for one that the caller does not administer. */
    Organization get(ContainerRequestContext request, String slug) {
        return Slug.ofHostLabel(slug)
                .flatMap(organizations::find)
                .filter(organization -> AdminCaller.of(request).administers(organization.id()))
                .orElseThrow(() -> Refusal.notFound(
                        "No organization has the slug '" + slug + "', or this key doesn't administer it."));
    }
}
