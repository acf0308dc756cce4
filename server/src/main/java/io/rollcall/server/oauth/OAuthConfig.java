package io.rollcall.server.oauth;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Settings of OAuth clients.
 *
 * @param tokenLifetime lifetime of access tokens
 * @param maxClients maximum number of an organization's clients that are not revoked
 * @param maxTokens maximum number of access tokens of a client
 * @param maxBodyBytes maximum size of a request to the token endpoint
 * @param maxAssertionAge how long assertions may be valid
 * @param keys settings of the JWK sets that verify assertions
 */
public record OAuthConfig(
        Duration tokenLifetime, int maxClients, int maxTokens, int maxBodyBytes, Duration maxAssertionAge, Keys keys) {
    private static final String PREFIX = "oauth.";
    private static final int MIN_MINUTES = 60;
    private static final int MAX_MINUTES = 360;
    private static final int MAX_CLIENTS = 1_000;
    private static final int MIN_TOKENS = 2;
    private static final int MIN_BYTES = 8 * 1024;
    private static final int MAX_BYTES = 1 << 20;
    private static final int DAY = 24 * 60;
    private static final int MAX_SECONDS = 30;
    private static final int MAX_PARALLEL = 100;

    public static OAuthConfig read(Settings settings) {
        return new OAuthConfig(
                Duration.ofMinutes(settings.integer(PREFIX + "token-minutes", MIN_MINUTES, MAX_MINUTES)),
                settings.integer(PREFIX + "max-clients-per-organization", 0, MAX_CLIENTS),
                settings.integer(PREFIX + "max-tokens-per-client", MIN_TOKENS, MAX_CLIENTS),
                settings.integer(PREFIX + "max-body-bytes", MIN_BYTES, MAX_BYTES),
                Duration.ofMinutes(settings.integer(PREFIX + "max-assertion-minutes", 1, DAY)),
                new Keys(
                        Duration.ofMinutes(settings.integer(PREFIX + "keys.cache-minutes", 1, DAY)),
                        Duration.ofSeconds(settings.integer(PREFIX + "keys.refetch-seconds", 1, MAX_MINUTES)),
                        Duration.ofSeconds(settings.integer(PREFIX + "keys.timeout-seconds", 1, MAX_SECONDS)),
                        settings.integer(PREFIX + "keys.max-bytes", MIN_BYTES, MAX_BYTES),
                        settings.integer(PREFIX + "keys.max-concurrent", 1, MAX_PARALLEL)));
    }

    /**
     * Settings of JWK sets that are fetched.
     *
     * @param cached age after which a set is fetched again
     * @param refetch shortest time between two fetches of a set, also for unknown keys
     * @param timeout timeout of a fetch as a whole
     * @param maxBytes maximum size of a set
     * @param maxConcurrent maximum number of requests that wait for a set
     */
    public record Keys(Duration cached, Duration refetch, Duration timeout, int maxBytes, int maxConcurrent) {}
}
