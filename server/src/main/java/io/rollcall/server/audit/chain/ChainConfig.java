package io.rollcall.server.audit.chain;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * How entries are chained.
 *
 * @param every how often entries that are not chained yet are looked for
 * @param after how old an entry is by then: older than the longest transaction
 */
public record ChainConfig(Duration every, Duration after) {
    /** How long a server that ends in the middle of a round keeps others from going on. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int MAX_SECONDS = 3_600;

    public static ChainConfig read(Settings settings) {
        return new ChainConfig(
                Duration.ofSeconds(settings.integer("audit.chain-every-seconds", 1, MAX_SECONDS)),
                Duration.ofSeconds(settings.integer("audit.chain-after-seconds", 0, MAX_SECONDS)));
    }
}
