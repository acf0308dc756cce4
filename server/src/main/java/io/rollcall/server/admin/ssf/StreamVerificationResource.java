package io.rollcall.server.admin.ssf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.admin.AdminJson;
import io.rollcall.server.events.tokens.EventStreams;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** Verification endpoint of streams (Shared Signals Framework section 8.1.4). */
@Path("verify")
@Produces(MediaType.APPLICATION_JSON)
public final class StreamVerificationResource {
    private static final String STATE = "state";
    private static final int MAX_STATE = 1_024;

    private final EventStreams streams;

    StreamVerificationResource(EventStreams streams) {
        this.streams = streams;
    }

    @POST
    public Response verify(@Context ContainerRequestContext request, InputStream body) {
        ObjectNode json = AdminJson.read(request, body).object();
        Optional<String> state =
                json.has(STATE) ? Optional.of(StreamConfiguration.text(json, STATE, MAX_STATE)) : Optional.empty();
        streams.verify(StreamsResource.owner(request), StreamConfiguration.streamId(json), state);
        return Response.noContent().build();
    }
}
