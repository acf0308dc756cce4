package io.rollcall.benchmarks;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** Resource of the {@link BareServer}. */
@Path("API/enterprise/scim/Users/{id}")
public final class BareAnswer {
    private final byte[] answer;

    BareAnswer(byte[] answer) {
        this.answer = answer;
    }

    @GET
    @Produces("application/scim+json")
    public byte[] get(@PathParam("id") String id) {
        return answer;
    }
}
