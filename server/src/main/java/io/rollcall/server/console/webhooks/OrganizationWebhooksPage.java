package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.ConsoleOrganizations;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** Webhooks and event consumers of an organization, for its administrators. */
@Path("organizations/{slug}/webhooks")
public final class OrganizationWebhooksPage extends WebhookRoutes {
    private final ConsoleOrganizations organizations;

    public OrganizationWebhooksPage(
            ConsoleOrganizations organizations,
            WebhookListPage list,
            WebhookFormPage form,
            WebhookPage page,
            DeliveryPage deliveries) {
        super(list, form, page, deliveries);
        this.organizations = organizations;
    }

    @Override
    WebhookArea area(ContainerRequestContext request) {
        String slug = request.getUriInfo().getPathParameters().getFirst("slug");
        return new WebhookArea(request, Optional.of(organizations.get(request, slug)));
    }
}
