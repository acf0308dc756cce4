package io.rollcall.server.scim;

import io.rollcall.server.scim.ErrorTable.UnsupportedFeature;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** {@code /Me}: not supported, because a token belongs to an organization and not to a user (RFC 7644 section 3.11). */
@Path("Me")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class MeResource {
    private static final String WORDS =
            "/Me is not supported: the token belongs to an organization, not to a user. Use /Users/{id}.";

    @GET
    public void get() {
        throw new UnsupportedFeature(WORDS);
    }

    @POST
    public void create() {
        throw new UnsupportedFeature(WORDS);
    }

    @PUT
    public void replace() {
        throw new UnsupportedFeature(WORDS);
    }

    @PATCH
    public void patch() {
        throw new UnsupportedFeature(WORDS);
    }

    @DELETE
    public void delete() {
        throw new UnsupportedFeature(WORDS);
    }
}
