package io.rollcall.server.ops;

import io.rollcall.server.config.Settings;
import java.util.Optional;

/**
 * Address of the port for probes and Prometheus.
 *
 * @param port empty for no such port
 * @param address local address to listen on
 */
public record OpsConfig(Optional<Integer> port, String address) {
    public static OpsConfig read(Settings settings) {
        return new OpsConfig(
                settings.optionalText("ops.port").map(given -> settings.integer("ops.port", 0, 65_535)),
                settings.text("ops.address"));
    }
}
