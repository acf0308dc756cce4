package io.rollcall.server.http;

import io.rollcall.server.limits.RequestLimits;
import java.util.Optional;
import java.util.function.Predicate;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Application at a path of the server.
 *
 * @param path prefix of the application's paths
 * @param errorPage body of responses to requests that reach no resource there
 * @param home the hosts on which {@code /} redirects there; empty for none
 * @param maxBodyBytes maximum size of a body there, if it is less than the server's
 * @param limits count its failed authentications; empty if it counts them itself
 * @param sessionCookie the cookie that carries the credential; empty if the Authorization header does
 */
public record Mount(
        String path,
        ResourceConfig application,
        ErrorPage errorPage,
        Optional<Predicate<String>> home,
        int maxBodyBytes,
        Optional<RequestLimits> limits,
        Optional<String> sessionCookie) {}
