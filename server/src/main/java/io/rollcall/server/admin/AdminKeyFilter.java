package io.rollcall.server.admin;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.adminkeys.RejectedKeys;
import io.rollcall.server.http.BearerHeader;
import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.http.PresentedCredential;
import io.rollcall.server.http.RequestOrigin;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.limits.WrittenBytes;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Set;
import java.util.regex.Pattern;

/** Authenticates requests by admin key. Only the OpenAPI document needs none. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class AdminKeyFilter implements ContainerRequestFilter {
    private static final int UNAUTHENTICATED = 401;
    private static final int TOO_MANY = 429;

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** Path at which receivers take tokens, as often as there are any. */
    private static final Pattern POLL = Pattern.compile("/?streams/[^/]+/poll");

    private final AdminKeys keys;
    private final RejectedKeys rejected;
    private final RequestLimits limits;
    private final WrittenBytes written;

    public AdminKeyFilter(AdminKeys keys, RejectedKeys rejected, RequestLimits limits, WrittenBytes written) {
        this.keys = keys;
        this.rejected = rejected;
        this.limits = limits;
        this.written = written;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().equals(OpenApiResource.PATH)) {
            return;
        }
        String address = ForwardedRequest.of(request).address();
        AdminKey key = BearerHeader.read(request)
                .flatMap(keys::find)
                .orElseThrow(() -> limits.failed(address, PresentedCredential.of(request), unknown(request)));
        Actor actor = RequestOrigin.actor(request, Actor.Kind.ADMIN_KEY, key.name());
        if (!keys.accepts(key)) {
            throw rejected(request, key, actor);
        }
        limits.accepted(PresentedCredential.of(request));
        keys.noteUse(key, address);
        new AdminCaller(key, actor).noteIn(request);
        limits.count(key.organization(), address);
        if (isCounted(request)) {
            key.organization().ifPresent(only -> written.count(only, Math.max(0, request.getLength())));
        }
    }

    private static boolean isCounted(ContainerRequestContext request) {
        return !READS.contains(request.getMethod())
                && !POLL.matcher(request.getUriInfo().getPath()).matches();
    }

    /** Returns the refusal of an expired or revoked key, with the message for an unknown key, and counts the request. */
    private Refusal rejected(ContainerRequestContext request, AdminKey key, Actor actor) {
        String line = RequestOrigin.line(request);
        Refusal refusal = limits.failed(
                actor.address(),
                PresentedCredential.of(request),
                unknown(request),
                () -> rejected.count(key, line, actor, TOO_MANY));
        rejected.count(key, line, actor, refusal.reason() == Refusal.Reason.TOO_MANY ? TOO_MANY : UNAUTHENTICATED);
        return refusal;
    }

    private static Refusal unknown(ContainerRequestContext request) {
        return Refusal.unauthenticated(
                BearerHeader.read(request).isEmpty()
                        ? "Send the header 'Authorization: Bearer <admin key>'."
                        : "The admin key is unknown, expired or revoked. Create one with 'rollcall key create'.");
    }
}
