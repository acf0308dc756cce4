package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.limits.SlowLists;
import io.rollcall.server.users.ErasureQueue;
import io.rollcall.server.users.ErasureQueue.Progress;
import io.rollcall.server.users.RoleAssignments;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import io.rollcall.server.users.UserSummary;
import io.rollcall.server.users.Users;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Users of an organization, present and deleted, for inspection and manual correction. */
@Path("organizations/{slug}/users")
@Produces(MediaType.APPLICATION_JSON)
public final class AdminUsersResource {
    private final AdminOrganizations organizations;
    private final UserSummaries accounts;
    private final Users users;
    private final RoleAssignments assignments;
    private final ErasureQueue erasures;
    private final SlowLists lists;

    AdminUsersResource(
            AdminOrganizations organizations,
            UserSummaries accounts,
            Users users,
            RoleAssignments assignments,
            ErasureQueue erasures,
            SlowLists lists) {
        this.lists = lists;
        this.organizations = organizations;
        this.accounts = accounts;
        this.users = users;
        this.assignments = assignments;
        this.erasures = erasures;
    }

    @GET
    @QueryParameters({"active", "role", "former", "userName", "limit", "after"})
    public Response list(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        OrganizationId organization = organizations.get(request, slug).id();
        StrictQuery query = StrictQuery.of(request);
        Optional<String> named = query.text("userName");
        boolean former = query.flag("former").orElse(false);
        if (named.isPresent()) {
            query.requireOnly("userName", "limit");
            return list(List.of(accounts.getPresent(organization, named.get())), 1 + query.limit());
        }
        if (former) {
            query.requireOnly("former", "limit", "after");
        }
        UserSummaryQuery selected =
                new UserSummaryQuery(query.flag("active"), query.text("role"), query.userId("after"), query.limit());
        List<UserSummary> found = former
                ? accounts.listFormer(organization, selected.after(), selected.limit())
                : lists.run(organization, selected.isIndexed(), () -> accounts.list(organization, selected));
        return list(found, query.limit());
    }

    private static Response list(List<UserSummary> found, int limit) {
        Optional<String> next = found.size() < limit
                ? Optional.empty()
                : Optional.of(found.get(found.size() - 1).id().toString());
        return ok(AdminJson.list(found.stream().map(UserSummary::toJson).toList(), next));
    }

    @GET
    @Path("{id}")
    public Response get(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        return whole(organizations.get(request, slug).id(), userId(id));
    }

    private Response whole(OrganizationId organization, UserId id) {
        UserSummary account = accounts.get(organization, id.toString());
        ObjectNode json = account.toJson();
        if (account.state() != UserSummary.State.FORMER) {
            assignments.source(organization, id).addTo(json);
        }
        AdminJson.splice(json, "profile", accounts.document(organization, account));
        return ok(json);
    }

    /** Sets {@code active}. The identity provider does not see the change and may overwrite it. */
    @PATCH
    @Path("{id}")
    public Response setActive(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            InputStream body) {
        OrganizationId organization = organizations.get(request, slug).id();
        boolean active = AdminJson.read(request, body).only("active").requiredBoolean("active");
        users.setActive(
                organization, userId(id), active, AdminCaller.of(request).actor());
        return whole(organization, userId(id));
    }

    @DELETE
    @Path("{id}")
    public Response delete(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        OrganizationId organization = organizations.get(request, slug).id();
        users.delete(organization, userId(id), AdminCaller.of(request).actor(), any -> {});
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/erase")
    public Response erase(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            InputStream body) {
        OrganizationId organization = organizations.get(request, slug).id();
        String confirmation = AdminJson.read(request, body).only("confirm").requiredText("confirm");
        UserSummary account = accounts.get(organization, userId(id).toString());
        if (!account.userName().equals(confirmation)) {
            throw Refusal.invalid("confirm must be the user's exact userName. Erasing can't be undone.");
        }
        Progress progress = erasures.erase(
                organization, account.id(), AdminCaller.of(request).actor());
        return progress == Progress.DONE
                ? Response.noContent().build()
                : Response.accepted().build();
    }

    private static UserId userId(String text) {
        return UserId.parse(text).orElseThrow(() -> Refusal.notFound("The organization has no user with this ID."));
    }

    private static Response ok(ObjectNode json) {
        return Response.ok(AdminJson.bytes(json)).build();
    }
}
