package io.rollcall.server.scim;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Set;

/** Times every SCIM request, by what it does and how it was answered; never by whose it is. */
@PreMatching
@Priority(Integer.MIN_VALUE)
final class Measurements implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String STARTED = Measurements.class.getName();
    private static final Set<String> RESOURCES = Set.of(
            "Users", "Groups", "Roles", "Bulk", "Me", "Schemas", "ResourceTypes", "ServiceProviderConfig", ".search");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry registry;

    Measurements(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(STARTED, Timer.start(registry));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(STARTED) instanceof Timer.Sample started) {
            started.stop(Timer.builder("rollcall.scim.requests")
                    .description("SCIM requests, by method, resource and status")
                    .publishPercentileHistogram()
                    .tag("method", METHODS.contains(request.getMethod()) ? request.getMethod() : "other")
                    .tag("resource", resource(request.getUriInfo().getPath()))
                    .tag("status", Integer.toString(response.getStatus()))
                    .register(registry));
        }
    }

    /** Of few kinds, whatever clients send: each is a time series of its own. */
    private static String resource(String path) {
        String[] parts = path.split("/");
        if (parts.length == 0 || path.isEmpty()) {
            return "/";
        }
        if (!RESOURCES.contains(parts[0])) {
            return "other";
        }
        if (parts.length == 1) {
            return "/" + parts[0];
        }
        return "/" + parts[0] + (parts[1].equals(".search") ? "/.search" : "/{id}");
    }
}
