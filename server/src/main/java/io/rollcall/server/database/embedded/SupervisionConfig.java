package io.rollcall.server.database.embedded;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Settings for supervising the embedded database.
 *
 * @param hang time without a response after which it is killed and restarted
 * @param restarts maximum number of consecutive restarts, after which the program exits
 */
public record SupervisionConfig(Duration hang, int restarts) {
    public static SupervisionConfig read(Settings settings) {
        return new SupervisionConfig(
                Duration.ofSeconds(settings.integer("database.embedded-hang-seconds", 3, 600)),
                settings.integer("database.embedded-restarts", 0, 1_000));
    }
}
