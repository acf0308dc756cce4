package io.rollcall.server.admin;

import io.rollcall.server.accessreview.AccessHolder;
import io.rollcall.server.accessreview.AccessJson;
import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.limits.SlowLists;
import io.rollcall.server.organizations.Organizations;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Access review: of all organizations for operators, of its own organization for any other key. */
@Path("access-review")
@Produces(MediaType.APPLICATION_JSON)
public final class AccessReviewResource {
    private final Organizations organizations;
    private final AccessReview review;
    private final SlowLists lists;

    AccessReviewResource(Organizations organizations, AccessReview review, SlowLists lists) {
        this.lists = lists;
        this.organizations = organizations;
        this.review = review;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        byte[] found = AdminCaller.of(request)
                .key()
                .organization()
                .map(only -> lists.run(only, false, () -> json(of(only))))
                .orElseGet(() -> lists.runForInstallation(false, () -> json(review.all())));
        return Response.ok(found).build();
    }

    private List<AccessHolder> of(OrganizationId organization) {
        return organizations.find(organization).map(review::of).orElseGet(List::of);
    }

    private static byte[] json(List<AccessHolder> found) {
        return AdminJson.bytes(AdminJson.list(found.stream().map(AccessJson::of).toList(), Optional.empty()));
    }
}
