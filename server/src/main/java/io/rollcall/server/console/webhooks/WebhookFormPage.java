package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.OneTimeSecret;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.WebhookRequest;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** Forms to add and to edit a webhook. */
public final class WebhookFormPage {
    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final Webhooks webhooks;
    private final OneTimeSecret secret;

    public WebhookFormPage(
            LayoutFactory layouts, ConsoleOrganizations organizations, Webhooks webhooks, OneTimeSecret secret) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.webhooks = webhooks;
        this.secret = secret;
    }

    Response askAdd(WebhookArea area) {
        return page(200, area, Optional.empty(), WebhookForm.empty(), FormProblem.NONE);
    }

    /** Adds a webhook, and redirects to the page that shows its secret, so that a reload adds no other. */
    Response add(WebhookArea area) {
        WebhookForm input = WebhookForm.of(FormData.of(area.request()), WebhookForm.empty());
        try {
            WebhookRequest wanted = new WebhookRequest(
                    input.url(),
                    input.types(),
                    owner(area, input),
                    input.description(),
                    input.signature(),
                    input.document(),
                    true);
            return shownOnce(area, secret, webhooks.create(wanted, area.actor()));
        } catch (Refusal refusal) {
            return page(
                    refusal.reason().status(), area, Optional.empty(), WebhookForm.empty(), FormProblem.of(refusal));
        }
    }

    private Optional<OrganizationId> owner(WebhookArea area, WebhookForm input) {
        if (area.organization().isPresent() || input.organization().isEmpty()) {
            return area.scope();
        }
        try {
            return Optional.of(
                    organizations.get(area.request(), input.organization()).id());
        } catch (Refusal unknown) {
            throw Refusal.invalid("No organization has this slug. Leave the field empty for all organizations.")
                    .about("organization");
        }
    }

    /** Returns a redirect to the page that shows a new secret once, or to that of the webhook if it has a key pair only. */
    static Response shownOnce(WebhookArea area, OneTimeSecret secret, Webhook.Issued issued) {
        UUID id = issued.webhook().id();
        String page = area.path(id, "secret");
        return issued.secret()
                .map(text -> Response.fromResponse(Html.goTo(page))
                        .cookie(secret.carry(area.request(), page, text))
                        .build())
                .orElseGet(() -> Html.goTo(area.path(id), "webhook-key"));
    }

    Response askEdit(WebhookArea area, String id) {
        Webhook webhook = webhooks.get(area.scope(), WebhookArea.id(id));
        return page(200, area, Optional.of(webhook), WebhookForm.of(webhook), FormProblem.NONE);
    }

    Response edit(WebhookArea area, String id) {
        Webhook webhook = webhooks.get(area.scope(), WebhookArea.id(id));
        WebhookForm input = WebhookForm.of(FormData.of(area.request()), WebhookForm.of(webhook));
        try {
            webhooks.update(area.scope(), webhook.id(), input.change(webhook), area.actor());
            return Html.goTo(area.path(webhook.id()), "webhook-saved");
        } catch (Refusal refusal) {
            return page(
                    refusal.reason().status(),
                    area,
                    Optional.of(webhook),
                    WebhookForm.of(webhook),
                    FormProblem.of(refusal));
        }
    }

    private Response page(
            int status, WebhookArea area, Optional<Webhook> webhook, WebhookForm unchanged, FormProblem problem) {
        String title = layouts.texts().get(webhook.isPresent() ? "webhook.edit.title" : "webhook.add.title");
        FormView view = new FormView(
                area.layout(layouts, title),
                area,
                webhook,
                WebhookForm.of(FormData.of(area.request()), unchanged),
                problem);
        return Html.page(status, out -> JteFormGenerated.render(out, null, view));
    }

    /** Model of the page. @param webhook the webhook to edit; empty to add one */
    record FormView(
            Layout layout, WebhookArea area, Optional<Webhook> webhook, WebhookForm input, FormProblem problem) {

        /** Returns whether the form has a field for the organization. */
        boolean asksOrganization() {
            return webhook.isEmpty() && area.organization().isEmpty();
        }

        /** Returns the page to return to. */
        String back() {
            return webhook.map(one -> area.path(one.id())).orElseGet(area::path);
        }

        String action() {
            return webhook.map(one -> area.path(one.id(), "edit")).orElseGet(() -> area.path("add"));
        }
    }
}
