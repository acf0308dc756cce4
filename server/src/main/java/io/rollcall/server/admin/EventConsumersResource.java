package io.rollcall.server.admin;

import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventConsumers.Consumer;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.kernel.OrganizationId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** Readers of events that store their positions here: those of operators, or those of the key's organization. */
@Path("event-consumers")
@Produces(MediaType.APPLICATION_JSON)
public final class EventConsumersResource {
    private static final String POSITION = "position";

    private final EventConsumers consumers;

    EventConsumersResource(EventConsumers consumers) {
        this.consumers = consumers;
    }

    private static Optional<OrganizationId> owner(ContainerRequestContext request) {
        return AdminCaller.of(request).key().organization();
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        return Response.ok(AdminJson.bytes(AdminJson.list(
                        consumers.list(owner(request)).stream()
                                .map(Consumer::json)
                                .toList(),
                        Optional.empty())))
                .build();
    }

    @PUT
    @Path("{name}/position")
    public Response save(@Context ContainerRequestContext request, @PathParam("name") String name, InputStream body) {
        StrictBody members = AdminJson.read(request, body).only(POSITION);
        EventCursor position = EventCursor.parse(members.requiredText(POSITION));
        return Response.ok(AdminJson.bytes(
                        consumers.save(owner(request), name, position).json()))
                .build();
    }

    @DELETE
    @Path("{name}")
    public Response delete(@Context ContainerRequestContext request, @PathParam("name") String name) {
        consumers.delete(owner(request), name);
        return Response.noContent().build();
    }
}
