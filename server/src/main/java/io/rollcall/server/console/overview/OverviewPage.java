package io.rollcall.server.console.overview;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.receipts.OffboardingJson;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.UserAttribute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Start page of an organization: health, alerts and figures. */
@Path("organizations/{slug}")
public final class OverviewPage {
    private static final Duration TO_THE_MINUTE = Duration.ofMinutes(1);
    private static final Condition EVERYONE = new Condition.Constant(true);
    private static final Condition ACTIVE = new Condition.True(UserAttribute.ACTIVE);

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final ProvisioningStates situations;
    private final AcknowledgedAlerts alerts;
    private final Offboardings offboardings;
    private final Users users;

    public OverviewPage(
            LayoutFactory layouts,
            ConsoleOrganizations organizations,
            Tokens tokens,
            OAuthClients clients,
            Traffic traffic,
            Activity activity,
            AcknowledgedAlerts alerts,
            Offboardings offboardings,
            Webhooks webhooks,
            EventStreams streams,
            EventConsumers consumers,
            Users users,
            Clock clock) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.situations = new ProvisioningStates(
                tokens, clients, traffic, activity, alerts, offboardings, webhooks, streams, consumers, clock);
        this.alerts = alerts;
        this.offboardings = offboardings;
        this.users = users;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        Layout layout = layouts.of(request, organization, Menu.OVERVIEW);
        ProvisioningState situation = situations.of(organization);
        List<Alert> found = Alerts.of(layout.texts(), situation);
        Optional<Instant> success = situation.lastSuccess();
        OverviewView view = new OverviewView(
                layout,
                organization,
                ProvisioningHealth.of(found, success.isPresent()),
                success,
                situations.latestRequest(organization).filter(latest -> isLater(latest, success)),
                situation.credentials(),
                situation.chart(),
                found);
        return Html.page(out -> JteOverviewGenerated.render(out, null, view));
    }

    /** Returns whether the request is newer than the last success, which is recorded to the minute. */
    private static boolean isLater(Instant latest, Optional<Instant> success) {
        return success.filter(at -> !latest.isAfter(at.plus(TO_THE_MINUTE))).isEmpty();
    }

    @POST
    @Path("acknowledge")
    public Response acknowledge(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        FormData form = FormData.of(request);
        Optional<Alert> seen = Alerts.of(layouts.texts(), situations.of(organization)).stream()
                .filter(alert -> alert.id().equals(form.text("alert")))
                .findFirst();
        seen.ifPresent(alert -> alerts.acknowledge(
                organization.id(),
                alert.id(),
                alert.text(),
                covered(form.text("covers"), alert),
                ConsoleCaller.of(request).actor()));
        return seen.isPresent()
                ? Html.goTo(ConsolePaths.of(organization), "alert-acknowledged")
                : Html.goTo(ConsolePaths.of(organization));
    }

    /** Returns the latest occurrence that the administrator saw: the alert may have occurred again since the page loaded. */
    private static Instant covered(String sent, Alert alert) {
        try {
            Instant shown = Instant.parse(sent);
            return shown.isBefore(alert.covers()) ? shown : alert.covers();
        } catch (DateTimeParseException malformed) {
            throw Refusal.invalid("The form is malformed. Reload the page and try again.");
        }
    }

    @GET
    @Path("counts")
    public Response counts(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        long active = users.count(organization.id(), ACTIVE);
        // Large counts are cached for some seconds, so the two may be from different moments.
        long inactive = Math.max(0, users.count(organization.id(), EVERYONE) - active);
        CountsView view = new CountsView(
                layouts.of(request, organization, Menu.OVERVIEW),
                active,
                inactive,
                offboardings.delays(organization.id()).p95().map(OffboardingJson::seconds));
        return Html.page(out -> JteCountsGenerated.render(out, null, view));
    }

    /**
     * Model of the overview.
     *
     * @param success time of the last successful request
     * @param latest time of the last request, if it is newer and did not succeed
     * @param tokens number of valid tokens
     */
    record OverviewView(
            Layout layout,
            Organization organization,
            ProvisioningHealth health,
            Optional<Instant> success,
            Optional<Instant> latest,
            long tokens,
            Chart chart,
            List<Alert> alerts) {

        List<Alert> open() {
            return alerts.stream().filter(Alert::isOpen).toList();
        }

        List<Alert> acknowledged() {
            return alerts.stream().filter(alert -> !alert.isOpen()).toList();
        }

        /** Returns the text for an overview without alerts. */
        String well() {
            if (success.isEmpty()) {
                return layout.t("overview.well.unused");
            }
            return chart.rejected() == 0
                    ? layout.t("overview.well")
                    : layout.t("overview.well.resolved", chart.rejected());
        }
    }

    /**
     * Number of users, loaded after the page because counting a million takes long.
     *
     * @param acknowledged seconds in which 95 % of offboardings were acknowledged; empty if there is no receipt
     */
    record CountsView(Layout layout, long active, long inactive, Optional<BigDecimal> acknowledged) {}
}
