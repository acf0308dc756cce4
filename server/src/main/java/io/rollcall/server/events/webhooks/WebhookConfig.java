package io.rollcall.server.events.webhooks;

import io.rollcall.server.config.Settings;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of webhooks.
 *
 * @param addresses the addresses that events may be sent to
 * @param lowPorts ports below 1024 that URLs may name
 * @param maxEndpoints maximum number of endpoints
 * @param maxPerOrganization maximum number of endpoints of one organization
 * @param threads maximum number of simultaneous attempts of a server
 * @param maxConcurrent maximum number of simultaneous attempts of an endpoint
 * @param maxPerSecond maximum number of attempts of an endpoint per second
 * @param timeout timeout of an attempt, from the look-up of the host to the response
 * @param secretGrace how long a replaced secret signs, too
 * @param maxRetryAfter maximum pause that an endpoint may ask for
 * @param disableAfter how long an endpoint may fail before it is disabled
 * @param maxPending maximum number of failed deliveries of an endpoint before its later events wait in the log
 * @param maxReplaysPerHour maximum number of replays of an organization's endpoints in an hour, on each server
 * @param maxRequested maximum number of tests and repeated deliveries of an endpoint that wait
 * @param maxDeliveries maximum number of deliveries of an endpoint that are kept after success, and after failure
 * @param retention retention of completed deliveries
 */
public record WebhookConfig(
        AddressRules addresses,
        Set<Integer> lowPorts,
        int maxEndpoints,
        int maxPerOrganization,
        int threads,
        int maxConcurrent,
        int maxPerSecond,
        Duration timeout,
        Duration secretGrace,
        Duration maxRetryAfter,
        Duration disableAfter,
        int maxPending,
        int maxReplaysPerHour,
        int maxRequested,
        int maxDeliveries,
        Duration retention) {
    private static final String PREFIX = "events.webhooks.";
    private static final int MAX_ENDPOINTS = 10_000;
    private static final int MAX_THREADS = 1_000;
    private static final int MAX_RATE = 100_000;
    private static final int MAX_SECONDS = 120;
    private static final int MAX_MINUTES = 24 * 60;
    private static final int MAX_HOURS = 24 * 365;
    private static final int MAX_PENDING = 1_000_000;
    private static final int MAX_REPLAYS = 10_000;
    private static final int MAX_REQUESTED = 1_000;
    private static final int MAX_DELIVERIES = 100_000_000;
    private static final int MAX_DAYS = 3_650;

    public WebhookConfig {
        lowPorts = Set.copyOf(lowPorts);
    }

    public static WebhookConfig read(Settings settings) {
        return new WebhookConfig(
                new AddressRules(settings.flag(PREFIX + "allow-private")),
                lowPorts(settings),
                settings.integer(PREFIX + "max-endpoints", 0, MAX_ENDPOINTS),
                settings.integer(PREFIX + "max-endpoints-per-organization", 0, MAX_ENDPOINTS),
                settings.integer(PREFIX + "threads", 1, MAX_THREADS),
                settings.integer(PREFIX + "max-concurrent", 1, MAX_THREADS),
                settings.integer(PREFIX + "max-per-second", 1, MAX_RATE),
                Duration.ofSeconds(settings.integer(PREFIX + "timeout-seconds", 1, MAX_SECONDS)),
                Duration.ofHours(settings.integer(PREFIX + "secret-grace-hours", 0, MAX_HOURS)),
                Duration.ofMinutes(settings.integer(PREFIX + "max-retry-after-minutes", 0, MAX_MINUTES)),
                Duration.ofHours(settings.integer(PREFIX + "disable-after-hours", 1, MAX_HOURS)),
                settings.integer(PREFIX + "max-pending", 1, MAX_PENDING),
                settings.integer(PREFIX + "max-replays-per-hour", 1, MAX_REPLAYS),
                settings.integer(PREFIX + "max-requested", 1, MAX_REQUESTED),
                settings.integer(PREFIX + "max-deliveries", 0, MAX_DELIVERIES),
                Duration.ofDays(settings.integer(PREFIX + "delivery-days", 1, MAX_DAYS)));
    }

    private static Set<Integer> lowPorts(Settings settings) {
        String key = PREFIX + "low-ports";
        return settings.texts(key).stream()
                .filter(text -> {
                    boolean port = text.matches("[1-9][0-9]{0,2}|10[01][0-9]|102[0-3]");
                    if (!port) {
                        settings.problem(key + " has '" + text + "', but its items must be ports from 1 to 1023");
                    }
                    return port;
                })
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }
}
