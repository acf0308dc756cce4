package io.rollcall.server.console.roles;

import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.OktaLists;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.Roles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/** Role catalogue of an organization, with the values for Okta. */
@Path("organizations/{slug}/roles")
public final class RolesPage {
    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final Roles roles;

    public RolesPage(LayoutFactory layouts, ConsoleOrganizations organizations, Roles roles) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.roles = roles;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return page(200, request, organizations.get(request, slug), FormProblem.NONE);
    }

    @POST
    public Response add(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        FormData form = FormData.of(request);
        try {
            roles.add(
                    organization.id(),
                    form.text("value").strip(),
                    form.text("name").strip(),
                    kind(form),
                    ConsoleCaller.of(request).actor());
            return Html.goTo(ConsolePaths.of(organization, "roles"), "role-added");
        } catch (Refusal refusal) {
            return page(refusal.reason().status(), request, organization, FormProblem.of(refusal));
        }
    }

    @POST
    @Path("move")
    public Response move(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        // The button's value is the position and the role.
        String[] to = FormData.of(request).text("to").split(" ", 2);
        roles.move(
                organization.id(),
                to[to.length - 1],
                place(to[0]),
                ConsoleCaller.of(request).actor());
        return Html.goTo(ConsolePaths.of(organization, "roles"), "role-moved");
    }

    private static int place(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("Choose a position for the role.");
        }
    }

    /** Returns the kind of role that a form sends, or throws INVALID. */
    static Role.Kind kind(FormData form) {
        return Arrays.stream(Role.Kind.values())
                .filter(kind -> kind.name().equals(form.text("kind")))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("Choose whether the role is assigned to people, groups or both.")
                        .about("kind"));
    }

    private Response page(int status, ContainerRequestContext request, Organization organization, FormProblem problem) {
        FormData form = FormData.of(request);
        RolesView view = new RolesView(
                layouts.of(request, organization, Menu.ROLES),
                organization,
                roles.catalogue(organization.id()),
                roles.oktaLists(organization.id()),
                form.text("value"),
                form.text("name"),
                form.filled("kind").orElse(Role.Kind.PERSONAL.name()),
                problem);
        return Html.page(status, out -> JteRolesGenerated.render(out, null, view));
    }

    /** Model of the page; {@code value}, {@code name} and {@code kind} are the input of the form. */
    record RolesView(
            Layout layout,
            Organization organization,
            RoleCatalogue catalogue,
            OktaLists lists,
            String value,
            String name,
            String kind,
            FormProblem problem) {

        String path(String... more) {
            return ConsolePaths.below(ConsolePaths.of(organization, "roles"), more);
        }
    }
}
