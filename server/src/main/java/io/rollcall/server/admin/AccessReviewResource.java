package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.accessreview.Access;
import io.rollcall.server.accessreview.AccessReview;
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

/** Who and what has access: all of it for operators, its own for one organization's key. */
@Path("access-review")
@Produces(MediaType.APPLICATION_JSON)
public final class AccessReviewResource {
    private final Organizations organizations;
    private final AccessReview review;

    AccessReviewResource(Organizations organizations, AccessReview review) {
        this.organizations = organizations;
        this.review = review;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        List<Access> found = AdminCaller.of(request)
                .key()
                .organization()
                .map(only -> organizations.find(only).map(review::of).orElseGet(List::of))
                .orElseGet(review::all);
        return Response.ok(AdminJson.bytes(AdminJson.list(
                        found.stream().map(AccessReviewResource::json).toList(), Optional.empty())))
                .build();
    }

    private static ObjectNode json(Access access) {
        ObjectNode json = AdminJson.object()
                .put("kind", access.kind().label())
                .put("id", access.id())
                .put("name", access.name())
                .put("scope", access.scope())
                .put("state", access.state())
                .put("created", access.created().toString());
        access.organization().ifPresent(slug -> json.put("organization", slug));
        Optional.of(access.createdBy()).filter(name -> !name.isEmpty()).ifPresent(name -> json.put("createdBy", name));
        access.lastUse().ifPresent(use -> json.putObject("lastUsed")
                .put("time", use.at().toString())
                .put("address", use.address()));
        access.expires().ifPresent(expires -> json.put("expires", expires.toString()));
        ArrayNode findings = json.putArray("findings");
        access.findingLabels().forEach(findings::add);
        return json;
    }
}
