package io.rollcall.server.users;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * What holds for the users of all organizations.
 *
 * @param eraseEvery how long the server waits between looking for users whose erasure is due
 */
public record UserConfig(Duration eraseEvery) {
    private static final int MOST_HOURS = 24 * 7;

    public static UserConfig read(Settings settings) {
        return new UserConfig(Duration.ofHours(settings.integer("users.erase-every-hours", 1, MOST_HOURS)));
    }
}
