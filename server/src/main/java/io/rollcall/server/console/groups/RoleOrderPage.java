package io.rollcall.server.console.groups;

import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.groups.GroupRoles;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.RoleHolderLookup.Holders;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Order of precedence of roles, and the switch between its two modes. */
@Path("organizations/{slug}/role-order")
public final class RoleOrderPage {
    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final GroupRoles mappings;

    public RoleOrderPage(LayoutFactory layouts, ConsoleOrganizations organizations, GroupRoles mappings) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.mappings = mappings;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return page(request, slug, false);
    }

    /** Shows who would get another role in the other mode. */
    @GET
    @Path("switch")
    public Response askSwitch(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return page(request, slug, true);
    }

    @POST
    @Path("switch")
    public Response switchOrder(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        boolean groupsDecide = FormData.of(request).text("groupsDecide").equals("true");
        mappings.decide(
                organization.id(), groupsDecide, ConsoleCaller.of(request).actor());
        return Html.goTo(ConsolePaths.of(organization, "role-order"), "role-order");
    }

    private Response page(ContainerRequestContext request, String slug, boolean asked) {
        Organization organization = organizations.get(request, slug);
        boolean groupsDecide = mappings.groupsDecide(organization.id());
        OrderView view = new OrderView(
                layouts.of(request, organization, Menu.GROUPS),
                organization,
                groupsDecide,
                asked ? Optional.of(mappings.previewDecide(organization.id(), !groupsDecide)) : Optional.empty());
        return Html.page(out -> JteRoleOrderGenerated.render(out, null, view));
    }

    /** Model of the page. @param asked users who would get another role, if the question is shown */
    record OrderView(Layout layout, Organization organization, boolean groupsDecide, Optional<Holders> asked) {
        String path() {
            return ConsolePaths.of(organization, "role-order");
        }
    }
}
