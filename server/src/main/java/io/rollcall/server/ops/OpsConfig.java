package io.rollcall.server.ops;

import io.rollcall.server.config.Settings;
import java.util.Optional;

/**
 * Where probes and Prometheus ask.
 *
 * @param port empty where nobody does
 * @param address on which address of this machine
 */
public record OpsConfig(Optional<Integer> port, String address) {
    public static OpsConfig read(Settings settings) {
        return new OpsConfig(
                settings.optionalText("ops.port").map(given -> settings.integer("ops.port", 0, 65_535)),
                settings.text("ops.address"));
    }
}
