package io.rollcall.server.admin;

import io.rollcall.server.events.receipts.EventReceipts;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Acknowledgement of an event by a product that acts later than it reads. */
@Path("events/{id}/acknowledgement")
@Produces(MediaType.APPLICATION_JSON)
public final class AcknowledgementResource {
    private static final String BY = "by";

    private final EventReceipts receipts;

    AcknowledgementResource(EventReceipts receipts) {
        this.receipts = receipts;
    }

    @POST
    public Response acknowledge(
            @Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        receipts.acknowledge(AdminCaller.of(request).key().organization(), id, by(request, body));
        return Response.noContent().build();
    }

    /** Returns the name in the body, which may be empty. */
    private static Optional<String> by(ContainerRequestContext request, InputStream body) {
        try {
            byte[] bytes = body.readAllBytes();
            return bytes.length == 0
                    ? Optional.empty()
                    : AdminJson.read(request, new ByteArrayInputStream(bytes))
                            .only(BY)
                            .text(BY);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
