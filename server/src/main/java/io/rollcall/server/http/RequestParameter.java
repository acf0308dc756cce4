package io.rollcall.server.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/**
 * Hands a resource the request itself where it asks for a {@link ContainerRequestContext}. Jersey would look it up in the
 * injection container for each request, which costs as much as all of our own filters together.
 */
@Singleton
final class RequestParameter implements ValueParamProvider {
    @Override
    public Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        return parameter.getRawType() == ContainerRequestContext.class ? Function.identity() : null;
    }

    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
