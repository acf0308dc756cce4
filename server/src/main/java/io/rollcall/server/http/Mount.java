package io.rollcall.server.http;

import io.rollcall.server.limits.RequestLimits;
import java.util.Optional;
import java.util.function.Predicate;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Application at a path of the server.
 *
 * @param path below which it lies
 * @param errorPage what answers there where no resource does
 * @param home the hosts on which {@code /} leads there; empty if it leads nowhere on all
 * @param maxBodyBytes the largest body of a request there, if that is less than everywhere
 * @param limits which count its failed authentications; empty if it counts them itself
 */
public record Mount(
        String path,
        ResourceConfig application,
        ErrorPage errorPage,
        Optional<Predicate<String>> home,
        int maxBodyBytes,
        Optional<RequestLimits> limits) {}
