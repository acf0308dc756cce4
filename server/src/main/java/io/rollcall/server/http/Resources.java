package io.rollcall.server.http;

import java.util.List;
import java.util.Map;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/** JAX-RS application of singleton resources, without scanning and without an instance per request. */
public final class Resources {
    private Resources() {}

    /** @param providers filters and mappers, in any order */
    public static ResourceConfig of(List<Object> resources, List<Object> providers) {
        ResourceConfig config = new ResourceConfig();
        config.addProperties(Map.of(
                CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
                CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
                ServerProperties.WADL_FEATURE_DISABLE, true,
                ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true,
                // They would be resolved against the client's Host header, which is not trusted.
                ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true));
        resources.forEach(resource -> config.register(resource.getClass()));
        providers.forEach(config::register);
        config.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(new RequestParameter()).to(ValueParamProvider.class);
                resources.forEach(this::bindAsItself);
            }

            @SuppressWarnings("unchecked")
            private <T> void bindAsItself(T resource) {
                bind(resource).to((Class<T>) resource.getClass());
            }
        });
        return config;
    }
}
