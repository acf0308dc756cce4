package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.organizations.Organization;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.UUID;

/**
 * Part of the console whose webhooks and consumers a request is about.
 *
 * @param organization the only organization; empty for the webhooks of all organizations and operators' consumers
 */
record WebhookArea(ContainerRequestContext request, Optional<Organization> organization) {

    /** Returns the organization that the services compare with that of each webhook. */
    Optional<OrganizationId> scope() {
        return organization.map(Organization::id);
    }

    Actor actor() {
        return ConsoleCaller.of(request).actor();
    }

    /** Returns the path of a page. */
    String path(String... more) {
        return ConsolePaths.below(
                organization.map(one -> ConsolePaths.of(one, "webhooks")).orElse(ConsolePaths.WEBHOOKS), more);
    }

    /** Returns the path of a page of a webhook. */
    String path(UUID webhook, String... more) {
        return ConsolePaths.below(path(webhook.toString()), more);
    }

    /** Returns the layout of a page. @param title the title itself */
    Layout layout(LayoutFactory layouts, String title) {
        return organization
                .map(one -> layouts.of(request, one, Menu.WEBHOOKS, title))
                .orElseGet(() -> layouts.ofTitle(request, title));
    }

    /** Returns the id in a path. @throws io.rollcall.server.kernel.Refusal NOT_FOUND if it is malformed */
    static UUID id(String text) {
        return TimeOrderedId.parse(text).orElseThrow(() -> Webhooks.noSuchWebhook(text));
    }
}
