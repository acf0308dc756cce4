package io.rollcall.server.admin.ssf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.admin.AdminCaller;
import io.rollcall.server.admin.AdminJson;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.events.tokens.SecurityEventTokens;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** Configuration endpoint (Shared Signals Framework section 8.1.1), of the streams of the key's owner. */
@Path("stream")
@Produces(MediaType.APPLICATION_JSON)
public final class StreamsResource {
    private final EventStreams streams;
    private final StreamConfiguration configuration;
    private final SecurityEventTokens tokens;

    StreamsResource(EventStreams streams, StreamConfiguration configuration, SecurityEventTokens tokens) {
        this.streams = streams;
        this.configuration = configuration;
        this.tokens = tokens;
    }

    static Optional<OrganizationId> owner(ContainerRequestContext request) {
        return AdminCaller.of(request).key().organization();
    }

    /** Returns the parameter {@code stream_id}; empty if it is missing. */
    static Optional<String> streamId(ContainerRequestContext request) {
        return Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst("stream_id"));
    }

    /** Returns the parameter {@code stream_id}. @throws Refusal INVALID if it is missing */
    static String requiredStreamId(ContainerRequestContext request) {
        return streamId(request).orElseThrow(() -> Refusal.invalid("Name the stream: add ?stream_id=..."));
    }

    @POST
    public Response create(@Context ContainerRequestContext request, InputStream body) {
        ObjectNode json = AdminJson.read(request, body).object();
        EventStream stream = streams.create(
                owner(request),
                configuration.created(json),
                AdminCaller.of(request).actor());
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, tokens.url("/stream?stream_id=" + stream.id()))
                .entity(AdminJson.bytes(configuration.json(stream)))
                .build();
    }

    @GET
    public Response get(@Context ContainerRequestContext request) {
        Optional<String> id = streamId(request);
        if (id.isPresent()) {
            return ok(streams.get(owner(request), id.get()));
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        streams.list(owner(request)).forEach(stream -> all.add(configuration.json(stream)));
        return Response.ok(AdminJson.bytes(all)).build();
    }

    @PATCH
    public Response patch(@Context ContainerRequestContext request, InputStream body) {
        ObjectNode json = AdminJson.read(request, body).object();
        EventStream stream = streams.get(owner(request), StreamConfiguration.streamId(json));
        return update(request, stream, configuration.patched(json, stream));
    }

    @PUT
    public Response put(@Context ContainerRequestContext request, InputStream body) {
        ObjectNode json = AdminJson.read(request, body).object();
        EventStream stream = streams.get(owner(request), StreamConfiguration.streamId(json));
        return update(request, stream, configuration.replaced(json, stream));
    }

    private Response update(ContainerRequestContext request, EventStream stream, EventStream.Settings settings) {
        return ok(streams.update(
                owner(request), stream.id(), settings, AdminCaller.of(request).actor()));
    }

    @DELETE
    public Response delete(@Context ContainerRequestContext request) {
        streams.delete(
                owner(request),
                requiredStreamId(request),
                AdminCaller.of(request).actor());
        return Response.noContent().build();
    }

    private Response ok(EventStream stream) {
        return Response.ok(AdminJson.bytes(configuration.json(stream))).build();
    }
}
