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
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleHolderLookup;
import io.rollcall.server.roles.Roles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Page of one role. The role is a query parameter, because its value may contain slashes. */
@Path("organizations/{slug}/roles/role")
public final class RolePage {
    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final Roles roles;

    public RolePage(LayoutFactory layouts, ConsoleOrganizations organizations, Roles roles) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.roles = roles;
    }

    @GET
    public Response show(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @QueryParam("value") String value) {
        return page(200, request, organizations.get(request, slug), value, Optional.empty(), FormProblem.NONE);
    }

    /** Returns the number of users, which the page loads later. */
    @GET
    @Path("holders")
    public Response holders(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @QueryParam("value") String value) {
        Organization organization = organizations.get(request, slug);
        RoleHolderLookup.Holders holders = roles.holders(organization.id(), required(value));
        Layout layout = layouts.of(request, organization, Menu.ROLES);
        return Html.page(out -> JteHoldersGenerated.render(out, null, layout, holders));
    }

    @GET
    @Path("retire")
    public Response askRetire(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @QueryParam("value") String value) {
        return ask(request, slug, value, "retire");
    }

    @GET
    @Path("delete")
    public Response askDelete(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @QueryParam("value") String value) {
        return ask(request, slug, value, "delete");
    }

    private Response ask(ContainerRequestContext request, String slug, String value, String action) {
        return page(200, request, organizations.get(request, slug), value, Optional.of(action), FormProblem.NONE);
    }

    @POST
    public Response save(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @QueryParam("value") String value) {
        Organization organization = organizations.get(request, slug);
        FormData form = FormData.of(request);
        Actor actor = ConsoleCaller.of(request).actor();
        return attempt(request, organization, value, () -> {
            Role.Kind kind = RolesPage.kind(form);
            roles.edit(organization.id(), required(value), form.text("name").strip(), kind, actor);
            return "role-saved";
        });
    }

    @POST
    @Path("{action}")
    public Response act(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("action") String word,
            @QueryParam("value") String value) {
        Organization organization = organizations.get(request, slug);
        RoleAction action = RoleAction.of(word);
        return attempt(request, organization, value, () -> {
            action.apply(
                    roles,
                    organization.id(),
                    required(value),
                    ConsoleCaller.of(request).actor());
            return action.done();
        });
    }

    private interface Change {
        /** Makes the change and returns the suffix of the success message's text key. */
        String make();
    }

    private Response attempt(ContainerRequestContext request, Organization organization, String value, Change change) {
        try {
            String done = change.make();
            boolean there = roles.catalogue(organization.id()).find(value).isPresent();
            return there
                    ? Html.goTo(
                            ConsolePaths.of(organization, "roles", "role") + "?value=" + ConsolePaths.encoded(value),
                            done)
                    : Html.goTo(ConsolePaths.of(organization, "roles"), done);
        } catch (Refusal refusal) {
            return page(
                    refusal.reason().status(), request, organization, value, Optional.empty(), FormProblem.of(refusal));
        }
    }

    private static String required(String value) {
        return Optional.ofNullable(value).orElseThrow(() -> Refusal.invalid("Choose a role."));
    }

    private Response page(
            int status,
            ContainerRequestContext request,
            Organization organization,
            String value,
            Optional<String> asked,
            FormProblem problem) {
        Role role = roles.catalogue(organization.id()).get(required(value));
        RoleView view = new RoleView(
                layouts.of(request, organization, Menu.ROLES, role.displayName()),
                organization,
                role,
                FormData.of(request).filled("name").orElse(role.displayName()),
                FormData.of(request).filled("kind").orElse(role.kind().name()),
                asked.map(action -> roles.holders(organization.id(), value)),
                asked,
                problem);
        return Html.page(status, out -> JteRoleGenerated.render(out, null, view));
    }

    /**
     * Model of a role's page.
     *
     * @param name current or entered value of the form, like {@code kind}
     * @param holders users with the role, if a dialog shows them: counting a million takes long
     * @param asked dialog to show: the name of the action; empty for none
     */
    record RoleView(
            Layout layout,
            Organization organization,
            Role role,
            String name,
            String kind,
            Optional<RoleHolderLookup.Holders> holders,
            Optional<String> asked,
            FormProblem problem) {

        /** Returns whether deletion is impossible because users have the role. */
        boolean held() {
            return asked.filter("delete"::equals).isPresent()
                    && holders.filter(held -> held.count() > 0).isPresent();
        }

        String path(String... more) {
            return ConsolePaths.below(ConsolePaths.of(organization, "roles", "role"), more) + "?value="
                    + ConsolePaths.encoded(role.value());
        }
    }
}
