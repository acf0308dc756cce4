package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.scim.ErrorTable.UnsupportedFeature;
import io.rollcall.server.scim.groups.GroupOperations;
import io.rollcall.server.scim.groups.GroupOperations.StoredGroup;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.SearchRequest;
import io.rollcall.server.scim.scimple.protocol.ListDocument;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
import java.util.List;

/**
 * {@code /Groups} and {@code /Groups/{id}} (RFC 7644 sections 3.3 to 3.6). For an organization without groups it is an empty list,
 * because some identity providers request it and fail on a 404.
 */
@Path("Groups")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class GroupsResource {
    static final String WORDS =
            "SCIM groups are off for this organization; the service's operator can switch them on. Or"
                    + " assign the application to groups in the identity provider, and let it provision their members as users.";

    private final GroupOperations groups;
    private final RequestedAttributes requested;
    private final ScimBody bodies;
    private final WrittenBytes written;
    private final byte[] emptyList;

    /** @param written limit on what requests write */
    GroupsResource(
            GroupOperations groups,
            RequestedAttributes requested,
            ScimBody bodies,
            WrittenBytes written,
            ScimJson json) {
        this.groups = groups;
        this.requested = requested;
        this.bodies = bodies;
        this.written = written;
        this.emptyList = json.bytes(ListDocument.all(List.of()).json());
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        ScimCaller caller = ScimCaller.of(request);
        return caller.groups()
                ? find(caller, SearchRequest.ofQuery(request.getUriInfo().getQueryParameters()))
                : Response.ok(emptyList).build();
    }

    @POST
    @Path(".search")
    public Response search(@Context ContainerRequestContext request, InputStream body) {
        ScimCaller caller = ScimCaller.of(request);
        return caller.groups()
                ? find(caller, SearchRequest.ofBody(bodies.read(request, body)))
                : Response.ok(emptyList).build();
    }

    private Response find(ScimCaller caller, SearchRequest search) {
        AttributeSelection selection = requested.of(search.attributes(), search.excludedAttributes());
        return Response.ok(groups.find(caller, search, selection)).build();
    }

    @GET
    @Path(ResourcePath.ID)
    public Response get(@Context ContainerRequestContext request, @PathParam("id") String id) {
        ScimCaller caller = ScimCaller.of(request);
        if (!caller.groups()) {
            throw new NotFoundException(WORDS);
        }
        AttributeSelection selection = requested.of(request);
        StoredGroup group = groups.get(caller, id);
        if (EntityTags.of(request).isCurrent("group", group.group().version())) {
            return answer(Response.notModified(), group).build();
        }
        return answer(Response.ok(groups.bytes(caller, group, selection)), group)
                .build();
    }

    @POST
    public Response create(@Context ContainerRequestContext request, InputStream body) {
        ScimCaller caller = writer(request);
        ObjectNode document = bodies.readWrite(request, body);
        AttributeSelection selection = requested.of(request);
        StoredGroup group = groups.create(caller, document);
        return answer(Response.status(Status.CREATED), group)
                .entity(groups.bytes(caller, group, selection))
                .build();
    }

    @PUT
    @Path(ResourcePath.ID)
    public Response replace(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        ScimCaller caller = writer(request);
        ObjectNode document = bodies.readWrite(request, body);
        AttributeSelection selection = requested.of(request);
        StoredGroup group = groups.replace(caller, id, document, EntityTags.of(request));
        return answer(Response.ok(groups.bytes(caller, group, selection)), group)
                .build();
    }

    /** Answers 204 unless the client asks for attributes: a response with all members would cost more than the change. */
    @PATCH
    @Path(ResourcePath.ID)
    public Response patch(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        ScimCaller caller = writer(request);
        ObjectNode document = bodies.readWrite(request, body);
        AttributeSelection selection = requested.of(request);
        StoredGroup group = groups.patch(caller, id, document, EntityTags.of(request));
        return selection.isDefault()
                ? answer(Response.noContent(), group).build()
                : answer(Response.ok(groups.bytes(caller, group, selection)), group)
                        .build();
    }

    @DELETE
    @Path(ResourcePath.ID)
    public Response delete(@Context ContainerRequestContext request, @PathParam("id") String id) {
        ScimCaller caller = writer(request);
        written.count(caller.organization(), 0);
        groups.delete(caller, id, EntityTags.of(request));
        return Response.noContent().build();
    }

    /** Returns the caller. @throws UnsupportedFeature if the organization has no groups */
    static ScimCaller requireGroups(ScimCaller caller) {
        if (!caller.groups()) {
            throw new UnsupportedFeature(WORDS);
        }
        return caller;
    }

    private static ScimCaller writer(ContainerRequestContext request) {
        return requireGroups(ScimCaller.of(request));
    }

    private static Response.ResponseBuilder answer(Response.ResponseBuilder answer, StoredGroup group) {
        return answer.header(HttpHeaders.ETAG, group.entityTag()).header(HttpHeaders.LOCATION, group.location());
    }
}
