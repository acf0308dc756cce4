package io.rollcall.server.console.organizations;

import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventConsumers.Consumer;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.Webhooks;
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

/** List of organizations for operators, with a form to add one. */
@Path("organizations")
public final class OrganizationsPage {
    private static final int PAGE = 50;

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final Webhooks webhooks;
    private final EventConsumers consumers;

    public OrganizationsPage(
            LayoutFactory layouts, ConsoleOrganizations organizations, Webhooks webhooks, EventConsumers consumers) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.webhooks = webhooks;
        this.consumers = consumers;
    }

    @GET
    public Response show(@Context ContainerRequestContext request) {
        return page(200, request, FormProblem.NONE);
    }

    @POST
    public Response add(@Context ContainerRequestContext request) {
        if (!ConsoleCaller.of(request).administrator().isOperator()) {
            throw Refusal.forbidden("Only operators can add organizations.");
        }
        FormData form = FormData.of(request);
        try {
            Organization added = organizations
                    .organizations()
                    .create(
                            new Slug(form.text("slug").strip()),
                            form.text("name"),
                            ConsoleCaller.of(request).actor());
            return Html.goTo(ConsolePaths.of(added, "security"), "organization-added");
        } catch (Refusal refusal) {
            return page(refusal.reason().status(), request, FormProblem.of(refusal));
        }
    }

    private Response page(int status, ContainerRequestContext request, FormProblem problem) {
        if (!ConsoleCaller.of(request).administrator().isOperator()) {
            return Html.goTo(ConsolePaths.ROOT);
        }
        String text = QueryString.of(request).text("q");
        String after = QueryString.of(request).text("after");
        List<Organization> found =
                organizations.page(request, Optional.of(text).filter(said -> !said.isEmpty()), after, PAGE + 1);
        List<Organization> shown = found.subList(0, Math.min(PAGE, found.size()));
        FormData form = FormData.of(request);
        OrganizationsView view = new OrganizationsView(
                layouts.of(request, "organizations"),
                shown,
                webhooks.list(Optional.empty()).stream()
                        .filter(Webhook::isDisabledByServer)
                        .count(),
                consumers.lagging(Optional.empty()),
                text,
                after,
                found.size() > PAGE ? Optional.of(shown.get(PAGE - 1).slug().value()) : Optional.empty(),
                form.text("slug"),
                form.text("name"),
                problem);
        return Html.page(status, out -> JteOrganizationsGenerated.render(out, null, view));
    }

    /**
     * Model of the page; {@code slug} and {@code name} are the input of the form.
     *
     * @param disabled number of webhooks of all organizations that the server has disabled
     * @param lagging operators' event consumers that lag
     * @param text search text
     * @param after the slug after which this page begins; empty for the first one
     * @param next the slug after which the next page begins
     */
    record OrganizationsView(
            Layout layout,
            List<Organization> organizations,
            long disabled,
            List<Consumer> lagging,
            String text,
            String after,
            Optional<String> next,
            String slug,
            String name,
            FormProblem problem) {}
}
