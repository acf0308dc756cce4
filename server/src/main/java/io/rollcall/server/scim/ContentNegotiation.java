package io.rollcall.server.scim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.http.AcceptHeader;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/**
 * Filter that chooses between SCIM's media type and plain JSON by the weights in Accept (RFC 7644 section 3.8, RFC 9110 section
 * 12.5.1). It replaces the header by the chosen type, because Jersey takes a weight of 0 for a preference and repeats the
 * client's spelling of the type.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION + 1)
final class ContentNegotiation implements ContainerRequestFilter {
    /** A type that no resource produces: the response is 406 if the resource exists, and 404 if not. */
    private static final String NONE = "none/none";

    /** Longer headers are not cached. Clients send shorter ones. */
    private static final int MAX_LENGTH = 256;

    /** Chosen types by header. Each client sends the same header with every request. */
    private final Cache<String, String> known =
            Caffeine.newBuilder().maximumSize(1_000).build();

    @Override
    public void filter(ContainerRequestContext request) {
        String accept =
                Optional.ofNullable(request.getHeaderString(HttpHeaders.ACCEPT)).orElse(MediaType.WILDCARD);
        String chosen = accept.length() > MAX_LENGTH
                ? choose(request.getAcceptableMediaTypes())
                : known.get(accept, said -> choose(request.getAcceptableMediaTypes()));
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, chosen);
    }

    private static String choose(List<MediaType> accepted) {
        return AcceptHeader.best(MediaTypes.ALL, accepted).orElse(NONE);
    }
}
