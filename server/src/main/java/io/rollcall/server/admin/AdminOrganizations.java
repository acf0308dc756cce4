package io.rollcall.server.admin;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Finds the organization that an address names, for those who may administer it. */
record AdminOrganizations(Organizations organizations) {

    /** @throws Refusal NOT_FOUND in the same words where it does not exist and where the caller's key is for another one */
    Organization get(ContainerRequestContext request, String slug) {
        return Slug.ofHostLabel(slug)
                .flatMap(organizations::find)
                .filter(organization -> AdminCaller.of(request).administers(organization.id()))
                .orElseThrow(() -> Refusal.notFound(
                        "No organization has the slug '" + slug + "', or this key doesn't administer it."));
    }
}
