package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.ChainConfig;
import io.rollcall.server.config.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the audit log.
 *
 * @param retention how long an entry is kept; empty for ever
 * @param failedSignInsPerMinute how many failed sign-ins of a minute each server records one by one
 */
public record AuditConfig(Optional<Duration> retention, int failedSignInsPerMinute, ChainConfig chain) {
    private static final int MAX_DAYS = 365 * 100;
    private static final int MAX_FAILURES = 1_000;

    public static AuditConfig read(Settings settings) {
        int days = settings.integer("audit.retention-days", 0, MAX_DAYS);
        return new AuditConfig(
                days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)),
                settings.integer("audit.failed-sign-ins-per-minute", 0, MAX_FAILURES),
                ChainConfig.read(settings));
    }
}
