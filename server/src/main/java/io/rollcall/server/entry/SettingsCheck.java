package io.rollcall.server.entry;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.embedded.SupervisionConfig;
import io.rollcall.server.entry.wiring.Configurations;
import io.rollcall.server.http.HttpConfig;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.limits.ConcurrencyShares;
import io.rollcall.server.scim.ScimConfig;
import io.rollcall.server.scim.paging.CursorKeyRotation;
import io.rollcall.server.telemetry.LogFormat;

/** Validation of all settings before startup, so that all problems are reported together. */
final class SettingsCheck {
    private SettingsCheck() {}

    /** @throws StartupProblem listing all problems */
    static void requireValid(Settings settings) {
        DatabaseConfig database = DatabaseConfig.read(settings);
        SupervisionConfig.read(settings);
        Configurations.readAll(settings);
        ScimConfig.read(settings);
        CursorKeyRotation.maxAge(settings);
        int parallel = Math.min(HttpConfig.read(settings).workers(), database.poolSize());
        ConcurrencyShares.ofSlowSearches(settings, parallel);
        ConcurrencyShares.ofBulkRequests(settings, parallel);
        LogFormat.read(settings);
        settings.requireValid();
    }
}
