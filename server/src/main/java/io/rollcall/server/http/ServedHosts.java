package io.rollcall.server.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.function.Predicate;

/** Filter that refuses requests for unknown hosts (RFC 9110 section 15.5.20). */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 2)
public final class ServedHosts implements ContainerRequestFilter {
    static final int MISDIRECTED = 421;
    static final String DETAIL = "This server does not serve the host that the request names. Call it by a name below"
            + " public.url, add the name to http.extra-hosts, or name the proxy that changes it in http.trusted-proxies.";

    private final Predicate<String> served;

    /** @param served whether a host, with or without a port, is one of this server's */
    public ServedHosts(Predicate<String> served) {
        this.served = served;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!served.test(ForwardedRequest.of(request).host())) {
            throw new WebApplicationException(DETAIL, MISDIRECTED);
        }
    }
}
