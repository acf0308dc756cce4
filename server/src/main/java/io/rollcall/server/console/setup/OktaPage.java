package io.rollcall.server.console.okta;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.console.activity.IgnoredRole;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.OktaLists;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.UserPrefixSearch;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Guide to set up Okta, with live checks of each step. */
@Path("organizations/{slug}/okta")
public final class OktaPage {
    private static final int RECENT = 50;

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final PublicUrls urls;
    private final Tokens tokens;
    private final Roles roles;
    private final Activity activity;
    private final UserPrefixSearch accounts;
    private final Clock clock;

    public OktaPage(
            LayoutFactory layouts,
            ConsoleOrganizations organizations,
            PublicUrls urls,
            Tokens tokens,
            Roles roles,
            Activity activity,
            UserPrefixSearch accounts,
            Clock clock) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.urls = urls;
        this.tokens = tokens;
        this.roles = roles;
        this.activity = activity;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        OktaView view = view(request, slug);
        return Html.page(out -> JteOktaGenerated.render(out, null, view));
    }

    /** Returns the part of the page with the checks, for polling. */
    @GET
    @Path("checks")
    public Response checks(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        OktaView view = view(request, slug);
        return Html.page(out -> JteChecksGenerated.render(out, null, view));
    }

    private OktaView view(ContainerRequestContext request, String slug) {
        Organization organization = organizations.get(request, slug);
        OktaConnection connection = new OktaConnection(organization, tokens.list(organization.id()), clock.instant());
        List<ActivityEntry> pushes = connection
                .since()
                .map(since -> pushes(organization.id(), since))
                .orElse(List.of());
        return new OktaView(
                layouts.of(request, organization, Menu.OKTA),
                organization,
                urls.of(organization.slug()),
                roles.attribute(),
                roles.oktaLists(organization.id()),
                checks(connection, pushes),
                ignoring(pushes));
    }

    /** Returns the latest pushes of whole users by the identity provider, newest first. */
    private List<ActivityEntry> pushes(OrganizationId id, Instant since) {
        return Stream.of(ActivityKind.USER_CREATED, ActivityKind.USER_CHANGED, ActivityKind.USER_REACTIVATED)
                .flatMap(kind ->
                        activity
                                .slice(id, ActivityQuery.of(kind, RECENT), Activity.Slice.OF_REQUEST)
                                .entries()
                                .stream())
                .filter(entry -> entry.actor().kind() == Actor.Kind.TOKEN
                        && !entry.actor().isRehearsal()
                        && !entry.occurred().isBefore(since))
                .sorted(Comparator.comparing(ActivityEntry::id, Comparator.reverseOrder()))
                .toList();
    }

    /** Returns the latest push if its role was ignored. Okta pushes whole profiles, so one is enough. */
    private Optional<UUID> ignoring(List<ActivityEntry> pushes) {
        return pushes.stream()
                .findFirst()
                .filter(entry -> IgnoredRole.isIn(entry, roles.attribute()))
                .map(ActivityEntry::id);
    }

    private OktaChecks checks(OktaConnection connection, List<ActivityEntry> pushes) {
        return new OktaChecks(
                connection.isReady(),
                connection.isTested(),
                done(connection, ActivityKind.USER_CREATED),
                done(connection, ActivityKind.USER_CHANGED),
                done(connection, ActivityKind.USER_DEACTIVATED),
                hasRole(connection, pushes));
    }

    private boolean done(OktaConnection connection, ActivityKind kind) {
        OrganizationId id = connection.organization().id();
        return connection
                .since()
                .filter(since -> activity.hasFromProvider(id, kind, since))
                .isPresent();
    }

    /** Returns whether a user with a role arrived. Earlier releases did not record initial values; then any user with a role counts. */
    private boolean hasRole(OktaConnection connection, List<ActivityEntry> pushes) {
        String role = "\"" + roles.attribute() + "\":";
        return pushes.stream().anyMatch(entry -> entry.changes().contains(role))
                || pushes.stream().anyMatch(entry -> entry.changes().isEmpty())
                        && accounts.anyWithRole(connection.organization().id());
    }

    /**
     * Model of the guide.
     *
     * @param roleAttribute name of the attribute that carries a role
     * @param ignoring entry of the latest push, if its role was ignored
     */
    record OktaView(
            Layout layout,
            Organization organization,
            String baseUrl,
            String roleAttribute,
            OktaLists roles,
            OktaChecks checks,
            Optional<UUID> ignoring) {}

    /**
     * Steps of the guide that the server has seen completed, for the current connection.
     *
     * @param ready SCIM provisioning is on, and there is a read-write token
     * @param tested a request with a current token, which is not being replaced, has succeeded
     * @param created a user was created with a current token, or one that it replaced; likewise {@code updated}, {@code deactivated}
     * @param role a user with a role arrived
     */
    record OktaChecks(
            boolean ready, boolean tested, boolean created, boolean updated, boolean deactivated, boolean role) {}
}
