package io.rollcall.server.scim;

import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.traffic.Traffic;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Optional;

/**
 * Filter that counts the requests of authenticated callers by organization and outcome, and records the last success of each
 * token. Rehearsals are left out: their refusals are intended, and they prove nothing about the identity provider.
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
        Optional<ScimCaller> caller = ScimCaller.find(request);
        if (caller.filter(found -> found.actor().isRehearsal()).isPresent()) {
            return;
        }
        caller.ifPresent(found -> traffic.count(found.organization(), response.getStatus()));
        if (response.getStatus() < FIRST_REFUSAL) {
            TokenFilter.token(request).ifPresent(successes::note);
        }
    }
}
