package io.rollcall.server.http;

import io.rollcall.server.config.Settings;
import java.util.Set;

/**
 * How the server listens.
 *
 * @param address on which address of this machine
 * @param workers how many requests at a time
 * @param maxBodyBytes the largest request body, unpacked
 * @param maxHeaderBytes the largest request line and headers together
 * @param trustedProxies addresses whose {@code X-Forwarded-Host} is believed
 */
public record HttpConfig(
        String address, int port, int workers, int maxBodyBytes, int maxHeaderBytes, Set<String> trustedProxies) {
    private static final int MOST_WORKERS = 10_000;
    private static final int LEAST_HEADER_BYTES = 1_024;

    public HttpConfig {
        trustedProxies = Set.copyOf(trustedProxies);
    }

    public static HttpConfig read(Settings settings) {
        return new HttpConfig(
                settings.text("http.address"),
                settings.integer("http.port", 0, 65_535),
                settings.integer("http.workers", 1, MOST_WORKERS),
                settings.integer("http.max-body-bytes", LEAST_HEADER_BYTES, Integer.MAX_VALUE),
                settings.integer("http.max-header-bytes", LEAST_HEADER_BYTES, 1 << 20),
                Set.copyOf(settings.texts("http.trusted-proxies")));
    }
}
