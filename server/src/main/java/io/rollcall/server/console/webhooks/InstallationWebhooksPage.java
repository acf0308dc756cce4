package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Webhooks of all organizations, and operators' event consumers; for operators only. */
@Path("webhooks")
public final class InstallationWebhooksPage extends WebhookRoutes {
    public InstallationWebhooksPage(
            WebhookListPage list, WebhookFormPage form, WebhookPage page, DeliveryPage deliveries) {
        super(list, form, page, deliveries);
    }

    /** Returns the area of operators; redirects other administrators before any data is read. */
    @Override
    WebhookArea area(ContainerRequestContext request) {
        if (ConsoleCaller.of(request).administrator().isOperator()) {
            return new WebhookArea(request, Optional.empty());
        }
        if (request.getMethod().equals(HttpMethod.POST)) {
            throw Refusal.forbidden("Only operators can change the webhooks of all organizations.");
        }
        throw new RedirectionException(Response.Status.SEE_OTHER, URI.create(ConsolePaths.ROOT));
    }
}
