package io.rollcall.server.console.page;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;

/** Organizations that the administrator may see. */
public record ConsoleOrganizations(Organizations organizations) {

    /** Returns the organization, or throws NOT_FOUND, with the same message for one that the caller does not administer. */
    public Organization get(ContainerRequestContext request, String slug) {
        return Slug.ofHostLabel(slug)
                .flatMap(organizations::find)
                .filter(organization -> organization.status() != Organization.Status.DELETING)
                .filter(organization ->
                        ConsoleCaller.of(request).administrator().administers(organization.id()))
                .orElseThrow(() -> Refusal.notFound("This organization doesn't exist, or you don't administer it."));
    }

    /**
     * Returns a page of the organizations that the caller administers, by slug.
     *
     * @param text part of the slug or the name; empty for all
     * @param after the slug after which the page begins
     */
    public List<Organization> page(ContainerRequestContext request, Optional<String> text, String after, int limit) {
        return ConsoleCaller.of(request)
                .administrator()
                .organization()
                .map(only -> organizations.find(only).stream().toList())
                .orElseGet(() -> organizations.page(text, after, limit));
    }
}
