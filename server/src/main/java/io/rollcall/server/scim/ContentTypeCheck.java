package io.rollcall.server.scim;

import io.rollcall.server.scim.protocol.MediaTypes;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response.Status;

/** Refuses a {@code Content-Type} that is none in SCIM's words, where Jersey would answer with nothing. */
@PreMatching
final class ContentTypeCheck implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        try {
            request.getMediaType();
        } catch (ProcessingException malformed) {
            throw new WebApplicationException(
                    "The Content-Type header is not a media type; send " + MediaTypes.SCIM + ".",
                    Status.UNSUPPORTED_MEDIA_TYPE);
        }
    }
}
