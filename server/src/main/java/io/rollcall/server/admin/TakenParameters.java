package io.rollcall.server.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Refuses parameters that an operation does not {@link Takes take}, before it begins. */
final class TakenParameters implements DynamicFeature {
    @Override
    public void configure(ResourceInfo operation, FeatureContext context) {
        Takes takes = operation.getResourceMethod().getAnnotation(Takes.class);
        context.register(new Check(takes == null ? new String[0] : takes.value()));
    }

    private static final class Check implements ContainerRequestFilter {
        private final String[] names;

        Check(String... names) {
            this.names = names;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            Parameters.of(request).requireOnly(names);
        }
    }
}
