package io.rollcall.server.console.activity;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.console.activity.EntryView.EntryChange;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.console.page.TruncatedJson;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.limits.SlowLists;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Roles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Pages of an organization's activity: the live list and a page per entry. */
@Path("organizations/{slug}/activity")
public final class ActivityPage {
    private static final int PAGE = 50;

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final Activity activity;
    private final Roles roles;
    private final SlowLists lists;
    private final Clock clock;

    public ActivityPage(
            LayoutFactory layouts,
            ConsoleOrganizations organizations,
            Activity activity,
            Roles roles,
            SlowLists lists,
            Clock clock) {
        this.lists = lists;
        this.roles = roles;
        this.layouts = layouts;
        this.organizations = organizations;
        this.activity = activity;
        this.clock = clock;
    }

    @GET
    public Response list(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        ActivityFilter filter = ActivityFilter.read(QueryString.of(request));
        ActivityQuery query = filter.toQuery(clock.instant(), PAGE + 1);
        List<ActivityEntry> found =
                lists.run(organization.id(), query.isIndexed(), () -> activity.summaries(organization.id(), query));
        List<ActivityEntry> shown = found.subList(0, Math.min(PAGE, found.size()));
        ActivityView view = new ActivityView(
                layouts.of(request, organization, Menu.ACTIVITY),
                organization,
                filter,
                shown,
                found.size() > PAGE ? Optional.of(shown.get(PAGE - 1).id()) : Optional.empty());
        return Html.page(out -> JteActivityGenerated.render(out, null, view));
    }

    @GET
    @Path("{id}")
    public Response show(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        Organization organization = organizations.get(request, slug);
        ActivityEntry entry = TimeOrderedId.parse(id)
                .map(known -> activity.get(organization.id(), known))
                .orElseThrow(() -> Refusal.notFound(
                        "This organization has no such activity entry, or it was deleted because of its age."));
        TruncatedJson changes = TruncatedJson.of(entry.changes().isEmpty() ? "{}" : entry.changes());
        EntryView view = new EntryView(
                layouts.of(request, organization, Menu.ACTIVITY, layouts.texts().get(ActivityView.title(entry))),
                organization,
                entry,
                roles.attribute(),
                EntryChange.read(changes, layouts.texts()),
                changes.hidden(),
                Advice.of(entry));
        return Html.page(out -> JteEntryGenerated.render(out, null, view));
    }
}
