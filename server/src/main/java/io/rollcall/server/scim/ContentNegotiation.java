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
 * Chooses the type of the answer among SCIM's own and plain JSON, as Accept weighs them (RFC 7644 section 3.8, RFC 9110
 * section 12.5.1), and leaves it as the only acceptable one: Jersey would take a weight of 0 for a preference, and would
 * spell the type as the client did.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION + 1)
final class ContentNegotiation implements ContainerRequestFilter {
    /** Which no resource produces, so that it is refused once it is known that there is a resource. */
    private static final String NONE = "none/none";

    /** Longer than clients send, and short enough for the copies to be small. */
    private static final int MAX_LENGTH = 256;

    /** Clients send few different ones, each of them with every request. */
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
