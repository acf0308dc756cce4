package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.OneTimeSecret;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.WebhookChange;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.organizations.Organizations;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Page of a webhook: its health, settings, deliveries, and dialogs. */
public final class WebhookPage {
    private static final int PAGE = 25;

    private final LayoutFactory layouts;
    private final Organizations organizations;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final EventLog log;
    private final OneTimeSecret secret;
    private final Clock clock;

    public WebhookPage(
            LayoutFactory layouts,
            Organizations organizations,
            Webhooks webhooks,
            Deliveries deliveries,
            EventLog log,
            OneTimeSecret secret,
            Clock clock) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.log = log;
        this.secret = secret;
        this.clock = clock;
    }

    Response show(WebhookArea area, String id) {
        return page(200, area, get(area, id), Optional.empty(), FormProblem.NONE);
    }

    /** Shows a new secret once. */
    Response secret(WebhookArea area, String id) {
        Webhook webhook = get(area, id);
        Optional<WebhookDialog> shown = secret.read(area.request(), area.path(webhook.id(), "secret"))
                .map(text -> new WebhookDialog.Secret(text, webhook.secrets().overlapAt(clock.instant())));
        WebhookView view = view(area, webhook, shown, FormProblem.NONE).withSecretShownBefore(shown.isEmpty());
        return Response.fromResponse(Html.page(out -> JteWebhookGenerated.render(out, null, view)))
                .cookie(secret.none())
                .build();
    }

    Response askRotate(WebhookArea area, String id) {
        Webhook webhook = get(area, id);
        return dialog(
                area,
                webhook,
                new WebhookDialog.Rotate(
                        webhooks.secretGrace().toHours(),
                        webhook.secrets().overlapAt(clock.instant()).isPresent()));
    }

    Response rotate(WebhookArea area, String id) {
        return WebhookFormPage.shownOnce(
                area,
                secret,
                webhooks.rotate(
                        area.scope(),
                        WebhookArea.id(id),
                        WebhookForm.scheme(FormData.of(area.request())),
                        area.actor()));
    }

    Response enable(WebhookArea area, String id) {
        WebhookChange change = new WebhookChange(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true));
        Webhook enabled = webhooks.update(area.scope(), WebhookArea.id(id), change, area.actor());
        return Html.goTo(area.path(enabled.id()), "webhook-enabled");
    }

    Response askReplay(WebhookArea area, String id) {
        return dialog(area, get(area, id), new WebhookDialog.Replay(replayForm(area), FormProblem.NONE));
    }

    Response replay(WebhookArea area, String id) {
        Webhook webhook = get(area, id);
        ReplayForm input = replayForm(area);
        try {
            if (input.from().equals(ReplayForm.SKIP)) {
                webhooks.skip(area.scope(), webhook.id(), area.actor());
                return Html.goTo(area.path(webhook.id()), "webhook-skipped");
            }
            long position =
                    input.from().equals(ReplayForm.CURSOR) ? input.position() : log.positionBefore(input.time());
            webhooks.replay(area.scope(), webhook.id(), position, area.actor());
            return Html.goTo(area.path(webhook.id()), "webhook-replayed");
        } catch (Refusal refusal) {
            String field = input.from().equals(ReplayForm.CURSOR) ? "after" : "at";
            WebhookDialog again = new WebhookDialog.Replay(input, FormProblem.of(refusal, field));
            return page(refusal.reason().status(), area, webhook, Optional.of(again), FormProblem.NONE);
        }
    }

    private ReplayForm replayForm(WebhookArea area) {
        return ReplayForm.of(FormData.of(area.request()), clock.instant());
    }

    Response askRemove(WebhookArea area, String id) {
        return dialog(area, get(area, id), new WebhookDialog.Remove());
    }

    Response remove(WebhookArea area, String id) {
        webhooks.delete(area.scope(), WebhookArea.id(id), area.actor());
        return Html.goTo(area.path(), "webhook-removed");
    }

    /** Requests a test, and redirects to the page of its delivery. */
    Response test(WebhookArea area, String id) {
        Webhook webhook = get(area, id);
        try {
            Delivery test = deliveries.test(area.scope(), webhook.id());
            return Html.goTo(area.path(webhook.id(), "deliveries", test.id().toString()));
        } catch (Refusal refusal) {
            return page(refusal.reason().status(), area, webhook, Optional.empty(), FormProblem.of(refusal));
        }
    }

    private Webhook get(WebhookArea area, String id) {
        return webhooks.get(area.scope(), WebhookArea.id(id));
    }

    private Response dialog(WebhookArea area, Webhook webhook, WebhookDialog dialog) {
        return page(200, area, webhook, Optional.of(dialog), FormProblem.NONE);
    }

    private Response page(
            int status, WebhookArea area, Webhook webhook, Optional<WebhookDialog> dialog, FormProblem problem) {
        WebhookView view = view(area, webhook, dialog, problem);
        return Html.page(status, out -> JteWebhookGenerated.render(out, null, view));
    }

    private WebhookView view(WebhookArea area, Webhook webhook, Optional<WebhookDialog> dialog, FormProblem problem) {
        QueryString query = QueryString.of(area.request());
        Optional<Delivery.Status> status = EnumName.find(Delivery.Status.class, query.text("status"));
        Optional<UUID> after = TimeOrderedId.parse(query.text("after"));
        List<Delivery> found = deliveries.list(area.scope(), webhook.id(), status, after, PAGE + 1);
        List<Delivery> shown = found.subList(0, Math.min(PAGE, found.size()));
        WebhookLine line =
                new WebhookLine(webhook, webhook.organization().flatMap(organizations::slug), webhooks.lag(webhook));
        return new WebhookView(
                area.layout(layouts, line.name()),
                area,
                line,
                webhook.secrets().overlapAt(clock.instant()),
                line.health().isBad() ? lastFailure(area, webhook) : Optional.empty(),
                status,
                shown,
                after.isPresent(),
                found.size() > PAGE ? Optional.of(shown.get(PAGE - 1).id()) : Optional.empty(),
                dialog,
                false,
                problem);
    }

    /** Returns the delivery of the latest failed attempt among the newest deliveries. */
    private Optional<Delivery> lastFailure(WebhookArea area, Webhook webhook) {
        return deliveries.list(area.scope(), webhook.id(), Optional.empty(), Optional.empty(), PAGE).stream()
                .filter(delivery -> delivery.status() != Delivery.Status.DELIVERED
                        && delivery.lastAttempt().isPresent())
                .max(Comparator.comparing(delivery -> delivery.lastAttempt().orElseThrow()));
    }
}
