package io.rollcall.server.audit.shipping;

import io.rollcall.server.config.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings for sending the audit log to other systems.
 *
 * @param every interval between searches for unsent entries, the same as for chaining
 */
public record ShippingConfig(Duration every, Optional<SyslogConfig> syslog, Optional<OtlpConfig> otlp) {
    private static final int MAX_SECONDS = 3_600;

    public static ShippingConfig read(Settings settings) {
        return new ShippingConfig(
                Duration.ofSeconds(settings.integer("audit.chain-every-seconds", 1, MAX_SECONDS)),
                SyslogConfig.read(settings),
                OtlpConfig.read(settings));
    }
}
