package io.rollcall.server.scim;

import io.rollcall.server.traffic.Traffic;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Counts every request of a known caller for its organization, by how it was answered. */
final class TrafficCount implements ContainerResponseFilter {
    private final Traffic traffic;

    TrafficCount(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        ScimCaller.find(request).ifPresent(caller -> traffic.count(caller.organization(), response.getStatus()));
    }
}
