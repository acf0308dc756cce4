package io.rollcall.server.scim;

import io.rollcall.server.scim.ErrorTable.UnsupportedFeature;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code /Groups}: an empty list, because some identity providers request it and fail on a 404. */
@Path("Groups")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class GroupsResource {
    static final String WORDS = "This server has no SCIM groups. Assign the application to groups in the identity"
            + " provider instead, and let it provision their members as users.";

    private final byte[] emptyList;

    GroupsResource(ScimJson json) {
        this.emptyList = json.bytes(ListDocument.all(List.of()).json());
    }

    @GET
    public Response list() {
        return Response.ok(emptyList).build();
    }

    @POST
    @Path(".search")
    public Response search() {
        return Response.ok(emptyList).build();
    }

    @GET
    @Path(ResourcePath.ID)
    public Response get() {
        throw new NotFoundException(WORDS);
    }

    @POST
    public Response create() {
        throw new UnsupportedFeature(WORDS);
    }

    @PUT
    @Path(ResourcePath.ID)
    public Response replace() {
        throw new UnsupportedFeature(WORDS);
    }

    @PATCH
    @Path(ResourcePath.ID)
    public Response patch() {
        throw new UnsupportedFeature(WORDS);
    }

    @DELETE
    @Path(ResourcePath.ID)
    public Response delete() {
        throw new UnsupportedFeature(WORDS);
    }
}
