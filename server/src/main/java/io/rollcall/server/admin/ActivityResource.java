package io.rollcall.server.admin;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityJson;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.limits.SlowLists;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Activity of an organization, newest first. */
@Path("organizations/{slug}/activity")
@Produces(MediaType.APPLICATION_JSON)
public final class ActivityResource {
    private final AdminOrganizations organizations;
    private final Activity activity;
    private final SlowLists lists;

    ActivityResource(AdminOrganizations organizations, Activity activity, SlowLists lists) {
        this.lists = lists;
        this.organizations = organizations;
        this.activity = activity;
    }

    @GET
    @QueryParameters({"user", "kind", "from", "to", "refused", "limit", "after"})
    public Response list(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        OrganizationId organization = organizations.get(request, slug).id();
        StrictQuery query = StrictQuery.of(request);
        ActivityQuery selected = new ActivityQuery(
                query.userId("user"),
                query.text("kind").map(ActivityResource::kind),
                query.time("from"),
                query.time("to"),
                query.flag("refused").orElse(false),
                query.id("after"),
                query.limit());
        Activity.Slice slice = lists.run(
                organization,
                selected.isIndexed(),
                () -> activity.slice(organization, selected, Activity.Slice.OF_REQUEST));
        List<ActivityEntry> entries = slice.entries();
        Optional<String> next = entries.size() < query.limit() && !slice.cut()
                ? Optional.empty()
                : Optional.of(entries.get(entries.size() - 1).id().toString());
        return Response.ok(AdminJson.bytes(
                        AdminJson.list(entries.stream().map(ActivityJson::of).toList(), next)))
                .build();
    }

    private static ActivityKind kind(String label) {
        return ActivityKind.of(label)
                .orElseThrow(() -> Refusal.invalid("kind must be an activity kind, such as user.created."));
    }
}
