package io.rollcall.server.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Filter that refuses malformed headers about media types (RFC 9110 sections 8.3 and 12.5.1), and removes them: Jersey
 * reads them again when it writes the refusal, and would send none.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 1)
public final class MediaTypeHeaderCheck implements ContainerRequestFilter {
    /** Values that nearly all clients send, which need no parsing. */
    private static final Set<String> PLAIN = Set.of("application/scim+json", "application/json", "*/*");

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> types = request.getHeaders().getOrDefault(HttpHeaders.CONTENT_TYPE, List.of());
        if (!types.isEmpty() && types.stream().allMatch(String::isBlank)) {
            request.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        }
        require(
                request,
                HttpHeaders.CONTENT_TYPE,
                ContainerRequestContext::getMediaType,
                Status.UNSUPPORTED_MEDIA_TYPE);
        require(request, HttpHeaders.ACCEPT, ContainerRequestContext::getAcceptableMediaTypes, Status.BAD_REQUEST);
    }

    private static void require(
            ContainerRequestContext request,
            String header,
            Function<ContainerRequestContext, ?> reader,
            Status refusal) {
        String said = request.getHeaderString(header);
        if (said == null || PLAIN.contains(said)) {
            return;
        }
        try {
            reader.apply(request);
        } catch (ProcessingException malformed) {
            request.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            request.getHeaders().remove(HttpHeaders.ACCEPT);
            throw new WebApplicationException(
                    "The " + header + " header is malformed or occurs more than once.", refusal);
        }
    }
}
