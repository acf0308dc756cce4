package io.rollcall.server.console.organizations;

import io.rollcall.server.console.page.Asked;
import io.rollcall.server.console.page.ConsoleErrors;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Frames;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Paths;
import io.rollcall.server.console.page.SentForm;
import io.rollcall.server.console.page.Visitor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Where an operator chooses an organization, or adds one. */
@Path("organizations")
public final class OrganizationsPage {
    private static final int PAGE = 50;

    private final Frames frames;
    private final ConsoleOrganizations organizations;

    public OrganizationsPage(Frames frames, ConsoleOrganizations organizations) {
        this.frames = frames;
        this.organizations = organizations;
    }

    @GET
    public Response show(@Context ContainerRequestContext request) {
        return page(200, request, FormProblem.NONE);
    }

    @POST
    public Response add(@Context ContainerRequestContext request) {
        if (!Visitor.of(request).administrator().isOperator()) {
            throw Refusal.forbidden("You administer one organization only.");
        }
        SentForm form = SentForm.of(request);
        try {
            Organization added = organizations
                    .organizations()
                    .create(
                            new Slug(form.text("slug").strip()),
                            form.text("name"),
                            Visitor.of(request).actor());
            return Html.goTo(Paths.of(added, "security"), "organization-added");
        } catch (Refusal refusal) {
            return page(ConsoleErrors.status(refusal), request, FormProblem.of(refusal));
        }
    }

    private Response page(int status, ContainerRequestContext request, FormProblem problem) {
        if (!Visitor.of(request).administrator().isOperator()) {
            return Html.goTo(Paths.ROOT);
        }
        String text = Asked.of(request).text("q");
        String after = Asked.of(request).text("after");
        List<Organization> found =
                organizations.page(request, Optional.of(text).filter(said -> !said.isEmpty()), after, PAGE + 1);
        List<Organization> shown = found.subList(0, Math.min(PAGE, found.size()));
        SentForm form = SentForm.of(request);
        OrganizationsView view = new OrganizationsView(
                frames.of(request, "organizations"),
                shown,
                text,
                after,
                found.size() > PAGE ? Optional.of(shown.get(PAGE - 1).slug().value()) : Optional.empty(),
                form.text("slug"),
                form.text("name"),
                problem);
        return Html.page(status, out -> JteOrganizationsGenerated.render(out, null, view));
    }
}
