package io.rollcall.server.console.okta;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.console.activity.IgnoredRole;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.Frames;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.AccountSearch;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The guide to set up Okta, which sees for itself how far its reader has come. */
@Path("organizations/{slug}/okta")
public final class OktaPage {
    private static final int RECENT = 50;
    private static final Set<ActivityKind> PUSHES =
            Set.of(ActivityKind.USER_CREATED, ActivityKind.USER_CHANGED, ActivityKind.USER_REACTIVATED);

    private final Frames frames;
    private final ConsoleOrganizations organizations;
    private final PublicUrls urls;
    private final Tokens tokens;
    private final Roles roles;
    private final Activity activity;
    private final AccountSearch accounts;
    private final Clock clock;

    public OktaPage(
            Frames frames,
            ConsoleOrganizations organizations,
            PublicUrls urls,
            Tokens tokens,
            Roles roles,
            Activity activity,
            AccountSearch accounts,
            Clock clock) {
        this.frames = frames;
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

    /** The checks alone, which the page asks for again and again. */
    @GET
    @Path("checks")
    public Response checks(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        OktaView view = view(request, slug);
        return Html.page(out -> JteChecksGenerated.render(out, null, view));
    }

    private OktaView view(ContainerRequestContext request, String slug) {
        Organization organization = organizations.get(request, slug);
        return new OktaView(
                frames.of(request, organization, Menu.OKTA),
                organization,
                urls.of(organization.slug()),
                roles.oktaLists(organization.id()),
                checks(organization),
                ignoring(organization.id()));
    }

    /** Okta pushes whole profiles, so the latest one shows whether the role arrives. */
    private Optional<UUID> ignoring(OrganizationId id) {
        return activity.list(id, ActivityQuery.newest(RECENT)).stream()
                .filter(entry -> entry.actor().kind() == Actor.Kind.TOKEN && PUSHES.contains(entry.kind()))
                .findFirst()
                .filter(IgnoredRole::isIn)
                .map(ActivityEntry::id);
    }

    private OktaChecks checks(Organization organization) {
        OrganizationId id = organization.id();
        Instant now = clock.instant();
        List<Token> all = tokens.list(id);
        return new OktaChecks(
                organization.scimEnabled() && all.stream().anyMatch(token -> token.isValidAt(now)),
                all.stream().anyMatch(token -> token.lastUse().isPresent()),
                activity.hasFromProvider(id, ActivityKind.USER_CREATED),
                activity.hasFromProvider(id, ActivityKind.USER_CHANGED),
                activity.hasFromProvider(id, ActivityKind.USER_DEACTIVATED),
                accounts.anyWithRole(id));
    }
}
