package io.rollcall.server.telemetry;

import io.rollcall.server.config.Settings;
import java.net.URI;
import java.util.Optional;

/**
 * Settings of tracing.
 *
 * @param endpoint URL of an OTLP collector for traces over HTTP; empty for none
 * @param sampledPercent percentage of traced requests, unless the caller's trace decides
 */
public record TracingConfig(Optional<String> endpoint, int sampledPercent) {
    public static TracingConfig read(Settings settings) {
        Optional<String> endpoint = settings.optionalText("tracing.endpoint");
        endpoint.filter(text -> !isUrl(text))
                .ifPresent(text -> settings.problem(
                        "tracing.endpoint is '" + text + "', but must be like http://127.0.0.1:4318/v1/traces"));
        return new TracingConfig(endpoint, settings.integer("tracing.sampled-percent", 0, 100));
    }

    private static boolean isUrl(String text) {
        try {
            URI url = URI.create(text);
            return url.getHost() != null && url.getScheme().matches("https?");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
