package io.rollcall.server.console.setup;

import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Guide to set up Microsoft Entra ID, with live checks of each step. */
@Path("organizations/{slug}/entra")
public final class EntraPage {
    /** Address of the admin center with its schema editor. */
    static final String SCHEMA_EDITOR =
            "https://entra.microsoft.com/?Microsoft_AAD_Connect_Provisioning_forceSchemaEditorEnabled=true";

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";

    /** Makes Entra send PATCH requests as RFC 7644 has them. */
    private static final String FLAG = "?aadOptscim062020";

    private static final List<Mapping> MAPPINGS = List.of(
            new Mapping("userPrincipalName", "userName", "entra.map.matching"),
            new Mapping(
                    "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")",
                    "active",
                    "entra.map.active"),
            new Mapping("objectId", "externalId", "entra.map.external"),
            new Mapping("displayName", "displayName", "none"),
            new Mapping("givenName", "name.givenName", "none"),
            new Mapping("surname", "name.familyName", "none"),
            new Mapping("mail", "emails[type eq \"work\"].value", "none"),
            new Mapping("telephoneNumber", "phoneNumbers[type eq \"work\"].value", "none"),
            new Mapping("jobTitle", "title", "none"),
            new Mapping("department", ENTERPRISE + "department", "none"),
            new Mapping("employeeId", ENTERPRISE + "employeeNumber", "none"),
            new Mapping("manager", ENTERPRISE + "manager", "none"));

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final PublicUrls urls;
    private final Roles roles;
    private final SetupChecks checks;

    public EntraPage(
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
        EntraView view = new EntraView(
                layouts.of(request, organization, Menu.ENTRA),
                organization,
                urls.of(organization.slug()) + FLAG,
                roles.attribute(),
                MAPPINGS,
                roles.catalogue(organization.id()).offered(),
                checks.of(organization));
        return Html.page(out -> JteEntraGenerated.render(out, null, view));
    }

    /** Returns the part of the page with the checks, for polling. */
    @GET
    @Path("checks")
    public Response checks(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        return checks.part(layouts.of(request, organization, Menu.ENTRA), organization);
    }

    /** Mapping of an attribute. @param source attribute or expression in Entra ID @param note key of a text */
    record Mapping(String source, String target, String note) {
        boolean hasNote() {
            return !note.equals("none");
        }
    }

    /**
     * Model of the guide.
     *
     * @param tenantUrl the base URL with Entra's feature flag
     * @param roleAttribute name of the attribute that carries a role
     * @param roles that identity providers may assign
     */
    record EntraView(
            Layout layout,
            Organization organization,
            String tenantUrl,
            String roleAttribute,
            List<Mapping> mappings,
            List<Role> roles,
            SetupChecks.Completed checks) {}
}
