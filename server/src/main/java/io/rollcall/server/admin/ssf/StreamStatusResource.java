package io.rollcall.server.admin.ssf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.admin.AdminCaller;
import io.rollcall.server.admin.AdminJson;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.kernel.EnumName;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Status endpoint of streams (Shared Signals Framework section 8.1.2). */
@Path("status")
@Produces(MediaType.APPLICATION_JSON)
public final class StreamStatusResource {
    private static final String STATUS = "status";
    private static final String REASON = "reason";
    private static final int MAX_REASON = 255;

    private final EventStreams streams;

    StreamStatusResource(EventStreams streams) {
        this.streams = streams;
    }

    @GET
    public Response get(@Context ContainerRequestContext request) {
        return ok(streams.get(StreamsResource.owner(request), StreamsResource.requiredStreamId(request)));
    }

    @POST
    public Response set(@Context ContainerRequestContext request, InputStream body) {
        ObjectNode json = AdminJson.read(request, body).object();
        return ok(streams.setStatus(
                StreamsResource.owner(request),
                StreamConfiguration.streamId(json),
                EnumName.parse(
                        EventStream.Status.class, STATUS, json.path(STATUS).asText()),
                json.has(REASON) ? StreamConfiguration.text(json, REASON, MAX_REASON) : "",
                AdminCaller.of(request).actor()));
    }

    private static Response ok(EventStream stream) {
        ObjectNode json =
                AdminJson.object().put("stream_id", stream.id()).put(STATUS, EventStream.label(stream.status()));
        if (!stream.reason().isEmpty()) {
            json.put(REASON, stream.reason());
        }
        return Response.ok(AdminJson.bytes(json)).build();
    }
}
