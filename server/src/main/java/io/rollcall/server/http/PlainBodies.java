package io.rollcall.server.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Filter that refuses compressed bodies if no resource decompresses them (RFC 9110 section 15.5.16). */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 1)
public final class PlainBodies implements ContainerRequestFilter {
    private static final String IDENTITY = "identity";

    @Override
    public void filter(ContainerRequestContext request) {
        String coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        boolean packed = coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase(IDENTITY);
        if (packed && request.hasEntity()) {
            throw new WebApplicationException(
                    "The body must not be compressed. Send it without Content-Encoding.",
                    Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                            .header(HttpHeaders.ACCEPT_ENCODING, IDENTITY)
                            .build());
        }
    }
}
