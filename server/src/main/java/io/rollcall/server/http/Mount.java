package io.rollcall.server.http;

import org.glassfish.jersey.server.ResourceConfig;

/**
 * One application of those that the server serves.
 *
 * @param path below which it lies
 * @param errorPage what answers there where no resource does
 * @param home whether {@code /} leads there
 */
public record Mount(String path, ResourceConfig application, ErrorPage errorPage, boolean home) {}
