package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventConsumers.Consumer;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.organizations.Organizations;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** List of webhooks, with the consumers of events below. */
public final class WebhookListPage {
    private static final int PAGE = 50;

    private final LayoutFactory layouts;
    private final Organizations organizations;
    private final Webhooks webhooks;
    private final EventConsumers consumers;

    public WebhookListPage(
            LayoutFactory layouts, Organizations organizations, Webhooks webhooks, EventConsumers consumers) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.webhooks = webhooks;
        this.consumers = consumers;
    }

    Response show(WebhookArea area) {
        return page(area, Optional.empty());
    }

    Response askRemove(WebhookArea area, String consumer) {
        if (consumers.list(area.scope()).stream()
                .noneMatch(found -> found.name().equals(consumer))) {
            throw EventConsumers.noSuchConsumer();
        }
        return page(area, Optional.of(consumer));
    }

    Response remove(WebhookArea area, String consumer) {
        consumers.delete(area.scope(), consumer);
        return Html.goTo(area.path(), "consumer-removed");
    }

    private Response page(WebhookArea area, Optional<String> removed) {
        Optional<UUID> after =
                TimeOrderedId.parse(QueryString.of(area.request()).text("after"));
        List<Webhook> found = webhooks.list(area.scope()).stream()
                .filter(webhook ->
                        after.filter(last -> webhook.id().compareTo(last) <= 0).isEmpty())
                .limit(PAGE + 1)
                .toList();
        List<Webhook> shown = found.subList(0, Math.min(PAGE, found.size()));
        ListView view = new ListView(
                area.layout(layouts, layouts.texts().get("menu.webhooks")),
                area,
                shown.stream().map(this::line).toList(),
                found.size() > PAGE ? Optional.of(shown.get(PAGE - 1).id()) : Optional.empty(),
                after.isPresent(),
                consumers.list(area.scope()).stream()
                        .map(consumer -> new ConsumerLine(consumer, consumers.isLagging(consumer)))
                        .toList(),
                removed);
        return Html.page(out -> JteWebhooksGenerated.render(out, null, view));
    }

    private WebhookLine line(Webhook webhook) {
        return new WebhookLine(webhook, webhook.organization().flatMap(organizations::slug), webhooks.lag(webhook));
    }

    /** Consumer in the list. */
    record ConsumerLine(Consumer consumer, boolean lagging) {
        /** Returns the CSS class of the state. */
        String tone() {
            return lagging ? "warn" : "good";
        }

        /** Returns the key of the state's name. */
        String stateKey() {
            return "consumer.state." + (lagging ? "lagging" : "good");
        }
    }

    /**
     * Model of the page.
     *
     * @param next the webhook after which the next page begins
     * @param later whether this is not the first page
     * @param removed name of the consumer that a dialog asks about
     */
    record ListView(
            Layout layout,
            WebhookArea area,
            List<WebhookLine> webhooks,
            Optional<UUID> next,
            boolean later,
            List<ConsumerLine> consumers,
            Optional<String> removed) {

        boolean isEmpty() {
            return webhooks.isEmpty() && !later;
        }
    }
}
