package io.rollcall.server.console.organizations;

import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Start page after sign-in. Redirects to the only organization, or to the list of organizations. */
@Path("")
public final class StartPage {
    private final ConsoleOrganizations organizations;

    public StartPage(ConsoleOrganizations organizations) {
        this.organizations = organizations;
    }

    @GET
    public Response show(@Context ContainerRequestContext request) {
        List<Organization> all = organizations.page(request, Optional.empty(), "", 2);
        if (all.size() == 1 && all.get(0).status() != Organization.Status.DELETING) {
            return Html.goTo(ConsolePaths.of(all.get(0)));
        }
        if (!ConsoleCaller.of(request).administrator().isOperator()) {
            throw Refusal.notFound("Your organization no longer exists.");
        }
        return Html.goTo(ConsolePaths.ORGANIZATIONS);
    }
}
