package io.rollcall.server.console.setup;

import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.OktaLists;
import io.rollcall.server.roles.Roles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Guide to set up Okta, with live checks of each step. */
@Path("organizations/{slug}/okta")
public final class OktaPage {
    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final PublicUrls urls;
    private final Roles roles;
    private final SetupChecks checks;

    public OktaPage(
            LayoutFactory layouts,
            ConsoleOrganizations organizations,
            PublicUrls urls,
            Roles roles,
            SetupChecks checks) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.urls = urls;
        this.roles = roles;
        this.checks = checks;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        OktaView view = new OktaView(
                layouts.of(request, organization, Menu.OKTA),
                organization,
                urls.of(organization.slug()),
                roles.attribute(),
                roles.oktaLists(organization.id()),
                checks.of(organization));
        return Html.page(out -> JteOktaGenerated.render(out, null, view));
    }

    /** Returns the part of the page with the checks, for polling. */
    @GET
    @Path("checks")
    public Response checks(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        return checks.part(layouts.of(request, organization, Menu.OKTA), organization);
    }

    /**
     * Model of the guide.
     *
     * @param roleAttribute name of the attribute that carries a role
     */
    record OktaView(
            Layout layout,
            Organization organization,
            String baseUrl,
            String roleAttribute,
            OktaLists roles,
            SetupChecks.Completed checks) {}
}
