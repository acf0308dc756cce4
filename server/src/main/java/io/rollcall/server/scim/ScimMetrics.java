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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Filter that times SCIM requests by method, resource and status. No label identifies an organization. */
@PreMatching
@Priority(Integer.MIN_VALUE)
final class ScimMetrics implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String STARTED = ScimMetrics.class.getName();
    private static final Set<String> RESOURCES = Set.of(
            "Users", "Groups", "Roles", "Bulk", "Me", "Schemas", "ResourceTypes", "ServiceProviderConfig", ".search");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry registry;
    private final ConcurrentMap<Series, Timer> timers = new ConcurrentHashMap<>();

    /** Labels of a meter. Their number is bounded for any input. */
    private record Series(String method, String resource, int status) {}

    ScimMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(STARTED, Timer.start(registry));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(STARTED) instanceof Timer.Sample started) {
            String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
            Series series = new Series(method, resource(request.getUriInfo().getPath()), response.getStatus());
            started.stop(timers.computeIfAbsent(series, this::timer));
        }
    }

    private Timer timer(Series series) {
        return Timer.builder("rollcall.scim.requests")
                .description("SCIM requests, by method, resource and status")
                .publishPercentileHistogram()
                .tag("method", series.method())
                .tag("resource", series.resource())
                .tag("status", Integer.toString(series.status()))
                .register(registry);
    }

    private static String resource(String path) {
        int slash = path.indexOf('/');
        String type = slash < 0 ? path : path.substring(0, slash);
        if (type.isEmpty()) {
            return "/";
        }
        if (!RESOURCES.contains(type)) {
            return "other";
        }
        return switch (slash < 0 ? "" : path.substring(slash + 1)) {
            case "" -> "/" + type;
            case ".search" -> "/" + type + "/.search";
            default -> "/" + type + "/{id}";
        };
    }
}
