package io.rollcall.server.scim;

import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.traffic.Traffic;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/**
 * Filter that counts the requests of authenticated callers by organization and outcome, and records the last success of each
 * token.
 */
final class TrafficCount implements ContainerResponseFilter {
    private static final int FIRST_REFUSAL = 400;

    private final Traffic traffic;
    private final TokenSuccesses successes;

    TrafficCount(Traffic traffic, TokenSuccesses successes) {
        this.traffic = traffic;
        this.successes = successes;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        ScimCaller.find(request).ifPresent(caller -> traffic.count(caller.organization(), response.getStatus()));
        if (response.getStatus() < FIRST_REFUSAL) {
            TokenFilter.token(request).ifPresent(successes::note);
        }
    }
}
