package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.patch.Patch;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.SearchRequest;
import io.rollcall.server.scim.scimple.StoredUser;
import io.rollcall.server.scim.scimple.UserDocument;
import io.rollcall.server.scim.scimple.UserRepositories;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;

/** {@code /Users} and {@code /Users/{id}} (RFC 7644 sections 3.3 to 3.6). */
@Path("Users")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class UsersResource {
    private final UserRepositories repositories;
    private final UserSearch search;
    private final RequestedAttributes selections;
    private final ScimBody bodies;

    UsersResource(UserRepositories repositories, UserSearch search, RequestedAttributes selections, ScimBody bodies) {
        this.repositories = repositories;
        this.search = search;
        this.selections = selections;
        this.bodies = bodies;
    }

    @POST
    public Response create(@Context ContainerRequestContext request, InputStream body) {
        ObjectNode written = bodies.read(request, body);
        var selection = selections.of(request, written);
        StoredUser user = repositories.of(request).create(new UserDocument(written));
        return answer(Response.status(Status.CREATED), user)
                .entity(user.bytes(selection))
                .build();
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        return search.answer(request, SearchRequest.ofQuery(request.getUriInfo().getQueryParameters()));
    }

    @POST
    @Path(".search")
    public Response search(@Context ContainerRequestContext request, InputStream body) {
        return search.answer(request, SearchRequest.ofBody(bodies.read(request, body)));
    }

    @GET
    @Path(ResourcePath.ID)
    public Response get(@Context ContainerRequestContext request, @PathParam("id") String id) {
        var selection = selections.of(request);
        StoredUser user = repositories.of(request).get(id);
        if (EntityTags.of(request).isCurrent(user.user())) {
            return answer(Response.notModified(), user).build();
        }
        return answer(Response.ok(user.bytes(selection)), user).build();
    }

    @PUT
    @Path(ResourcePath.ID)
    public Response replace(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        ObjectNode written = bodies.read(request, body);
        var selection = selections.of(request, written);
        StoredUser user = repositories.of(request).update(id, new UserDocument(written), EntityTags.of(request));
        return answer(Response.ok(user.bytes(selection)), user).build();
    }

    @PATCH
    @Path(ResourcePath.ID)
    public Response patch(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        ObjectNode written = bodies.read(request, body);
        Patch patch = repositories.patches().read(written);
        var selection = selections.of(request, written);
        StoredUser user = repositories.of(request).patch(id, patch, EntityTags.of(request));
        return answer(Response.ok(user.bytes(selection)), user).build();
    }

    @DELETE
    @Path(ResourcePath.ID)
    public Response delete(@Context ContainerRequestContext request, @PathParam("id") String id) {
        repositories.of(request).delete(id, EntityTags.of(request));
        return Response.status(Status.NO_CONTENT).build();
    }

    private static Response.ResponseBuilder answer(Response.ResponseBuilder answer, StoredUser user) {
        return answer.header("ETag", user.entityTag()).header("Location", user.location());
    }
}
