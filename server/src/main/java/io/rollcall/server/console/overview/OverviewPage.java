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
import io.rollcall.server.kernel.Refusal;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What an administrator sees first: is provisioning well, and if not, what is to be done. */
@Path("organizations/{slug}")
public final class OverviewPage {
    private static final Duration TO_THE_MINUTE = Duration.ofMinutes(1);
    private static final Condition EVERYONE = new Condition.Constant(true);
    private static final Condition ACTIVE = new Condition.True(UserAttribute.ACTIVE);

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final ProvisioningStates situations;
    private final AcknowledgedAlerts alerts;
    private final Users users;

    public OverviewPage(
            LayoutFactory layouts,
            ConsoleOrganizations organizations,
            Tokens tokens,
            Traffic traffic,
            Activity activity,
            AcknowledgedAlerts alerts,
            Users users,
            Clock clock) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.situations = new ProvisioningStates(tokens, traffic, activity, alerts, clock);
        this.alerts = alerts;
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
                situation.active().size(),
                situation.chart(),
                found);
        return Html.page(out -> JteOverviewGenerated.render(out, null, view));
    }

    /** A success is noted to the minute only. */
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

    /** Returns the latest occurrence that the visitor saw: another may have come since the page was loaded. */
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
        // Of many, both are as of a few seconds ago, and not of the same moment.
        long inactive = Math.max(0, users.count(organization.id(), EVERYONE) - active);
        CountsView view = new CountsView(layouts.of(request, organization, Menu.OVERVIEW), active, inactive);
        return Html.page(out -> JteCountsGenerated.render(out, null, view));
    }
}
