package io.rollcall.server.administrators;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of administrators and their sessions.
 *
 * @param firstName name of the administrator created by the first start; empty for a random one
 * @param idle idle timeout of a session
 * @param longest maximum lifetime of a session
 */
public record AdministratorConfig(Optional<String> firstName, Duration idle, Duration longest, SignInConfig signIn) {
    private static final String FIRST = "console.first-administrator";
    private static final int DAY_MINUTES = 24 * 60;
    private static final int MAX_HOURS = 30 * 24;

    public static AdministratorConfig read(Settings settings) {
        return new AdministratorConfig(
                firstName(settings),
                Duration.ofMinutes(settings.integer("console.session-idle-minutes", 1, DAY_MINUTES)),
                Duration.ofHours(settings.integer("console.session-hours", 1, MAX_HOURS)),
                SignInConfig.read(settings));
    }

    private static Optional<String> firstName(Settings settings) {
        try {
            return settings.optionalText(FIRST).map(name -> DisplayName.checked("An administrator", name));
        } catch (Refusal invalid) {
            settings.problem(FIRST + " cannot be a name: " + invalid.getMessage());
            return Optional.empty();
        }
    }
}
