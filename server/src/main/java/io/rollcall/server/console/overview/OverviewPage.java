package io.rollcall.server.console.overview;

import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.Frame;
import io.rollcall.server.console.page.Frames;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.credentials.LastUse;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.Condition;
import io.rollcall.server.users.UserAttribute;
import io.rollcall.server.users.Users;
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
import java.util.stream.Stream;

/** What an administrator sees first: is provisioning well, and if not, what is to be done. */
@Path("organizations/{slug}")
public final class OverviewPage {
    private static final int HOURS = 24;
    private static final Condition EVERYONE = new Condition.Constant(true);
    private static final Condition ACTIVE = new Condition.True(UserAttribute.ACTIVE);

    private final Frames frames;
    private final ConsoleOrganizations organizations;
    private final Tokens tokens;
    private final Traffic traffic;
    private final Users users;
    private final Clock clock;

    public OverviewPage(
            Frames frames,
            ConsoleOrganizations organizations,
            Tokens tokens,
            Traffic traffic,
            Users users,
            Clock clock) {
        this.frames = frames;
        this.organizations = organizations;
        this.tokens = tokens;
        this.traffic = traffic;
        this.users = users;
        this.clock = clock;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        Frame frame = frames.of(request, organization, Menu.OVERVIEW);
        Instant now = clock.instant();
        List<Token> all = tokens.list(organization.id());
        Chart chart = Chart.of(traffic.lastHours(organization.id(), HOURS));
        Optional<Instant> latest = latest(traffic.latest(organization.id()), all);
        OverviewView view = new OverviewView(
                frame,
                organization,
                latest,
                all.stream().filter(token -> token.isValidAt(now)).count(),
                chart,
                Attentions.of(frame.texts(), organization, all, chart, latest.isPresent(), now));
        return Html.page(out -> JteOverviewGenerated.render(out, null, view));
    }

    /** Counts are forgotten after a month, the last use of a token is not. */
    private static Optional<Instant> latest(Optional<Instant> counted, List<Token> tokens) {
        return Stream.concat(
                        counted.stream(),
                        tokens.stream()
                                .flatMap(token -> token.lastUse().stream())
                                .map(LastUse::at))
                .max(Comparator.naturalOrder());
    }

    @GET
    @Path("counts")
    public Response counts(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        long active = users.count(organization.id(), ACTIVE);
        // Of many, both are as of a few seconds ago, and not of the same moment.
        long inactive = Math.max(0, users.count(organization.id(), EVERYONE) - active);
        CountsView view = new CountsView(frames.of(request, organization, Menu.OVERVIEW), active, inactive);
        return Html.page(out -> JteCountsGenerated.render(out, null, view));
    }
}
