package io.rollcall.server.http;

import io.rollcall.server.limits.RequestLimits;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * One application of those that the server serves.
 *
 * @param path below which it lies
 * @param errorPage what answers there where no resource does
 * @param home whether {@code /} leads there
 * @param maxBodyBytes the largest body of a request there, if that is less than everywhere
 * @param limits which count its failed authentications; empty if it counts them itself
 */
public record Mount(
        String path,
        ResourceConfig application,
        ErrorPage errorPage,
        boolean home,
        int maxBodyBytes,
        Optional<RequestLimits> limits) {}
