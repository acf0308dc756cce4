package io.rollcall.server.admin;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeySecret;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Lets the bearers of admin keys in. The description of the API is for everybody. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class AdminAdmission implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final AdminKeys keys;

    AdminAdmission(AdminKeys keys) {
        this.keys = keys;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().equals(OpenApiResource.PATH)) {
            return;
        }
        AdminKey key = keys.verify(presented(request))
                .orElseThrow(
                        () -> Refusal.unauthenticated(
                                "The key is not valid: it is unknown, expired or revoked. Make one with 'rollcall key create'."));
        String address = ForwardedRequest.of(request).address();
        keys.noteUse(key, address);
        String userAgent = Optional.ofNullable(request.getHeaderString(HttpHeaders.USER_AGENT))
                .orElse("");
        new AdminCaller(key, new Actor(Actor.Kind.ADMIN_KEY, key.name(), address, userAgent, RequestId.current()))
                .noteIn(request);
    }

    private static AdminKeySecret presented(ContainerRequestContext request) {
        String header = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElse("")
                .strip();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refusal.unauthenticated("Send the header 'Authorization: Bearer <admin key>'.");
        }
        return AdminKeySecret.presented(header.substring(SCHEME.length()).strip());
    }
}
