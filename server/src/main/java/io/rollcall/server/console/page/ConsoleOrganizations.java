package io.rollcall.server.console.page;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationStatus;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;

/** The organizations that a visitor may see; the others are as if they did not exist. */
public record ConsoleOrganizations(Organizations organizations) {

    /** @throws Refusal NOT_FOUND in the same words where it does not exist and where it is another's */
    public Organization get(ContainerRequestContext request, String slug) {
        return Slug.ofHostLabel(slug)
                .flatMap(organizations::find)
                .filter(organization -> organization.status() != OrganizationStatus.DELETING)
                .filter(organization ->
                        ConsoleCaller.of(request).administrator().administers(organization.id()))
                .orElseThrow(() -> Refusal.notFound("This organization doesn't exist, or you don't administer it."));
    }

    /**
     * Those that the visitor administers, by slug.
     *
     * @param text what the slug or the name contains; empty for all
     * @param after only those whose slug comes later
     */
    public List<Organization> page(ContainerRequestContext request, Optional<String> text, String after, int limit) {
        return ConsoleCaller.of(request)
                .administrator()
                .organization()
                .map(only -> organizations.find(only).stream().toList())
                .orElseGet(() -> organizations.page(text, after, limit));
    }
}
