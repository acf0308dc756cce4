package io.rollcall.server.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Query parameters that an operation supports; none without this annotation. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface QueryParameters {
    String[] value();

    /** Rejects unsupported query parameters before the operation runs. */
    static final class QueryParameterCheck implements DynamicFeature {
        @Override
        public void configure(ResourceInfo operation, FeatureContext context) {
            QueryParameters takes = operation.getResourceMethod().getAnnotation(QueryParameters.class);
            context.register(new Check(takes == null ? new String[0] : takes.value()));
        }

        private static final class Check implements ContainerRequestFilter {
            private final String[] names;

            Check(String... names) {
                this.names = names;
            }

            @Override
            public void filter(ContainerRequestContext request) {
                StrictQuery.of(request).requireOnly(names);
            }
        }
    }
}
