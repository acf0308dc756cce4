package io.rollcall.server.http;

import io.rollcall.server.http.wire.ResponseSender;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.util.Collection;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.internal.PropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.internal.ContainerUtils;
import org.glassfish.jersey.server.spi.Container;

/**
 * Handler that runs a JAX-RS application. Unlike Jersey's own container it collects each response before its first byte is
 * sent, so no thread of the application writes to a client, and a disconnecting client is not an error of the application.
 */
final class JerseyHandler extends HttpHandler implements Container {
    /** Applications do not see the host that was called: URLs in responses come from the configuration. */
    private static final String ORIGIN = "http://localhost";

    private final ApplicationHandler application;
    private final URI baseUri;
    private final ResponseSender sender;

    /**
     * Creates a handler.
     *
     * @param path of the application, such as {@code /console}
     */
    JerseyHandler(Application application, String path, ResponseSender sender) {
        this.baseUri = URI.create(ORIGIN + path + "/");
        this.application = new ApplicationHandler(application);
        this.sender = sender;
    }

    @Override
    public void start() {
        super.start();
        application.onStartup(this);
    }

    @Override
    public void destroy() {
        super.destroy();
        application.onShutdown(this);
    }

    /**
     * Answers a request.
     *
     * @throws ResponseSender.NoRoom if the response is large and other clients have yet to read theirs
     */
    @Override
    public void service(Request request, Response response) throws ResponseSender.NoRoom {
        CollectedResponse collected = new CollectedResponse(response);
        ContainerRequest context = new ContainerRequest(
                baseUri,
                requestUri(request),
                request.getMethod().getMethodString(),
                new Anonymous(request.isSecure()),
                new Attributes(request),
                application.getConfiguration());
        context.setEntityStream(request.getInputStream());
        for (String name : request.getHeaderNames()) {
            context.headers(name, request.getHeaders(name));
        }
        context.setWriter(collected);
        application.handle(context);
        if (LongPoll.isWaiting(request)) {
            LongPoll.keep(request, collected.body().bytes());
            return;
        }
        sender.send(request, response, collected.body().bytes());
    }

    /**
     * Returns the URI of a request.
     *
     * @throws IllegalArgumentException with its cause if the address is malformed
     */
    private static URI requestUri(Request request) {
        String query = request.getQueryString();
        try {
            return new URI(ORIGIN
                    + request.getRequestURI()
                    + (query == null ? "" : "?" + ContainerUtils.encodeUnsafeCharacters(query)));
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    @Override
    public ResourceConfig getConfiguration() {
        return application.getConfiguration();
    }

    @Override
    public ApplicationHandler getApplicationHandler() {
        return application;
    }

    @Override
    public void reload() {
        throw new UnsupportedOperationException("An application is made once");
    }

    @Override
    public void reload(ResourceConfig configuration) {
        reload();
    }

    /** Applications authenticate callers themselves. */
    private record Anonymous(boolean isSecure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return null;
        }
    }

    /** Attributes of a request as Jersey's properties. */
    private record Attributes(Request request) implements PropertiesDelegate {
        @Override
        public Object getProperty(String name) {
            return request.getAttribute(name);
        }

        @Override
        public Collection<String> getPropertyNames() {
            return request.getAttributeNames();
        }

        @Override
        public void setProperty(String name, Object value) {
            request.setAttribute(name, value);
        }

        @Override
        public void removeProperty(String name) {
            request.removeAttribute(name);
        }
    }
}
