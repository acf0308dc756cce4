package io.rollcall.server.database.embedded;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Settings for supervising the embedded database.
 *
 * @param hang how long it may leave pings unanswered before it is killed and started again
 * @param restarts how often in a row it is started again before the program gives up
 */
public record SupervisionConfig(Duration hang, int restarts) {
    public static SupervisionConfig read(Settings settings) {
        return new SupervisionConfig(
                Duration.ofSeconds(settings.integer("database.embedded-hang-seconds", 3, 600)),
                settings.integer("database.embedded-restarts", 0, 1_000));
    }
}
