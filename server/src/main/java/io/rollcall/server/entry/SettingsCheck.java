package io.rollcall.server.entry;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.administrators.AdministratorConfig;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.shipping.ShippingConfig;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.embedded.SupervisionConfig;
import io.rollcall.server.http.HttpConfig;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.limits.ConcurrencyShares;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.ops.OpsConfig;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.scim.ScimConfig;
import io.rollcall.server.scim.paging.CursorKeyRotation;
import io.rollcall.server.telemetry.LogFormat;
import io.rollcall.server.telemetry.TracingConfig;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.UserConfig;

/** Reads every setting once before anything starts, so that all that is wrong is told at once. */
final class SettingsCheck {
    private SettingsCheck() {}

    /** @throws StartupProblem naming everything that is wrong */
    static void requireValid(Settings settings) {
        DatabaseConfig database = DatabaseConfig.read(settings);
        SupervisionConfig.read(settings);
        HttpConfig http = HttpConfig.read(settings);
        PublicUrls.read(settings);
        Organizations.Config.read(settings);
        Tokens.Config.read(settings);
        AdminKeys.Config.read(settings);
        AdministratorConfig.read(settings);
        Activity.Config.read(settings);
        Audit.Config.read(settings);
        ShippingConfig.read(settings);
        UserConfig.read(settings);
        Retention.Config.read(settings);
        ScimConfig.read(settings);
        CursorKeyRotation.maxAge(settings);
        RequestLimits.Config.read(settings);
        int parallel = Math.min(http.workers(), database.poolSize());
        ConcurrencyShares.ofSlowSearches(settings, parallel);
        ConcurrencyShares.ofBulkRequests(settings, parallel);
        LogFormat.read(settings);
        TracingConfig.read(settings);
        OpsConfig.read(settings);
        settings.requireValid();
    }
}
