package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.scim.groups.UserGroups;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.SearchRequest;
import io.rollcall.server.scim.scimple.StoredUser;
import io.rollcall.server.scim.scimple.UserOperations;
import io.rollcall.server.scim.scimple.UserPage;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;

/**
 * {@code /Users} and {@code /Users/{id}} (RFC 7644 sections 3.3 to 3.6). The root and its {@code /.search} list the Users
 * as well: all other resources are read-only and have their own lists.
 */
@Path("")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class UsersResource {
    private static final String USERS = "Users";
    private static final String USER = USERS + "/" + ResourcePath.ID;
    private static final String SEARCH = "/.search";

    private final UserOperations users;
    private final RequestedAttributes requested;
    private final ScimBody bodies;
    private final UserListWriter lists;
    private final WrittenBytes written;
    private final UserGroups groups;

    /** @param written limit on what requests write @param groups adds the groups of Users to responses */
    UsersResource(
            UserOperations users,
            RequestedAttributes requested,
            ScimBody bodies,
            UserListWriter lists,
            WrittenBytes written,
            UserGroups groups) {
        this.written = written;
        this.groups = groups;
        this.users = users;
        this.requested = requested;
        this.bodies = bodies;
        this.lists = lists;
    }

    @GET
    public Response listAll(@Context ContainerRequestContext request) {
        return list(request);
    }

    @GET
    @Path(USERS)
    public Response list(@Context ContainerRequestContext request) {
        return find(request, SearchRequest.ofQuery(request.getUriInfo().getQueryParameters()));
    }

    @POST
    @Path(SEARCH)
    public Response searchAll(@Context ContainerRequestContext request, InputStream body) {
        return search(request, body);
    }

    @POST
    @Path(USERS + SEARCH)
    public Response search(@Context ContainerRequestContext request, InputStream body) {
        return find(request, SearchRequest.ofBody(bodies.read(request, body)));
    }

    private Response find(ContainerRequestContext request, SearchRequest search) {
        AttributeSelection selection = requested.of(search.attributes(), search.excludedAttributes());
        ScimCaller caller = ScimCaller.of(request);
        UserPage page = groups.addTo(caller, selection, users.find(caller, search));
        return Response.ok(lists.bytes(page, selection)).build();
    }

    @POST
    @Path(USERS)
    public Response create(@Context ContainerRequestContext request, InputStream body) {
        ObjectNode document = bodies.readWrite(request, body);
        AttributeSelection selection = requested.of(request, document);
        // A new user is in no group yet.
        StoredUser user = users.create(ScimCaller.of(request), document);
        return answer(Response.status(Status.CREATED), user)
                .entity(user.bytes(selection))
                .build();
    }

    @GET
    @Path(USER)
    public Response get(@Context ContainerRequestContext request, @PathParam("id") String id) {
        AttributeSelection selection = requested.of(request);
        ScimCaller caller = ScimCaller.of(request);
        StoredUser user = users.get(caller, id);
        if (EntityTags.of(request).isCurrent(user.user()) && !UserGroups.areShown(caller, selection)) {
            return answer(Response.notModified(), user).build();
        }
        return answer(Response.ok(groups.addTo(caller, selection, user).bytes(selection)), user)
                .build();
    }

    @PUT
    @Path(USER)
    public Response replace(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        ObjectNode document = bodies.readWrite(request, body);
        AttributeSelection selection = requested.of(request, document);
        ScimCaller caller = ScimCaller.of(request);
        StoredUser user =
                groups.addToWritten(caller, selection, users.replace(caller, id, document, EntityTags.of(request)));
        return answer(Response.ok(user.bytes(selection)), user).build();
    }

    @PATCH
    @Path(USER)
    public Response patch(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        ObjectNode document = bodies.readWrite(request, body);
        AttributeSelection selection = requested.of(request, document);
        ScimCaller caller = ScimCaller.of(request);
        StoredUser user =
                groups.addToWritten(caller, selection, users.patch(caller, id, document, EntityTags.of(request)));
        written.countMore(caller.organization(), user.user().document().length());
        return answer(Response.ok(user.bytes(selection)), user).build();
    }

    @DELETE
    @Path(USER)
    public Response delete(@Context ContainerRequestContext request, @PathParam("id") String id) {
        ScimCaller caller = ScimCaller.of(request);
        written.count(caller.organization(), 0);
        users.delete(caller, id, EntityTags.of(request));
        return Response.status(Status.NO_CONTENT).build();
    }

    private static Response.ResponseBuilder answer(Response.ResponseBuilder answer, StoredUser user) {
        return answer.header(HttpHeaders.ETAG, user.entityTag()).header(HttpHeaders.LOCATION, user.location());
    }
}
