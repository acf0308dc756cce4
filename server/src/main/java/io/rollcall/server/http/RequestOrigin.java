package io.rollcall.server.http;

import io.rollcall.server.kernel.Actor;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** The sender and the first line of a request, as logs record them. */
public final class RequestOrigin {
    private RequestOrigin() {}

    /** Returns the actor of a request, with the client's address and user agent. @param name of the caller's credential or account */
    public static Actor actor(ContainerRequestContext request, Actor.Kind kind, String name) {
        String userAgent = Optional.ofNullable(request.getHeaderString(HttpHeaders.USER_AGENT))
                .orElse("");
        return new Actor(kind, name, ForwardedRequest.of(request).address(), userAgent, RequestId.current());
    }

    /** Returns the method and the path within the surface, such as {@code GET /Users}. */
    public static String line(ContainerRequestContext request) {
        return request.getMethod() + " /" + request.getUriInfo().getPath();
    }
}
