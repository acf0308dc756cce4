package io.rollcall.server.entry.wiring;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.admin.AdminApplication;
import io.rollcall.server.admin.ssf.SsfApplication;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.config.Settings;
import io.rollcall.server.console.ConsoleApplication;
import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.entry.jobs.BackgroundJobs;
import io.rollcall.server.http.HttpConfig;
import io.rollcall.server.importexport.UserDocuments;
import io.rollcall.server.limits.ConcurrencyLimit;
import io.rollcall.server.limits.ConcurrencyShares;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.limits.SlowLists;
import io.rollcall.server.limits.SlowSearches;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.scim.ScimApplication;
import io.rollcall.server.scim.ScimConfig;
import io.rollcall.server.scim.oauth.OAuthApplication;
import io.rollcall.server.scim.paging.CursorKeyRotation;
import io.rollcall.server.telemetry.Refusals;
import io.rollcall.server.users.UserProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Wiring of the surfaces, and of SCIM services that features use. */
final class SurfaceComponents {
    static final List<Class<?>> BEANS = List.of(
            AdminApplication.class,
            BackgroundJobs.class,
            ConsoleApplication.class,
            CursorKeyRotation.class,
            OAuthApplication.class,
            Program.Features.class,
            ScimApplication.class,
            SsfApplication.class);

    private static final String SCIM = "scim";
    private static final int MAX_SEARCH_SECONDS = 60;

    @Produces
    @Singleton
    ScimConfig scimConfig(Settings settings, ConnectionPools pools) {
        return ScimConfig.read(settings).within(pools.maxStatementBytes());
    }

    @Produces
    @Singleton
    ScimApplication.Limits scimLimits(
            Settings settings,
            HttpConfig http,
            DatabaseConfig pool,
            Database database,
            RequestLimits.Config requests,
            WrittenBytes.Config written,
            MeterRegistry meters) {
        int parallel = Math.min(http.workers(), pool.poolSize());
        Refusals refusals = new Refusals(meters, SCIM, ConcurrencyLimit.REASONS);
        return new ScimApplication.Limits(
                new RequestLimits(requests, meters, SCIM),
                new SlowSearches(
                        ConcurrencyLimit.ofSlowSearches(ConcurrencyShares.ofSlowSearches(settings, parallel), refusals),
                        database,
                        Duration.ofSeconds(settings.integer("limits.indexed-search-seconds", 1, MAX_SEARCH_SECONDS)),
                        Ticker.systemTicker()),
                ConcurrencyLimit.ofBulkRequests(ConcurrencyShares.ofBulkRequests(settings, parallel), refusals),
                ConcurrencyLimit.ofExpensivePatches(ConcurrencyShares.ofExpensivePatches(settings, parallel), refusals),
                new WrittenBytes(written, meters, SCIM));
    }

    /** Returns the limit on what the admin keys of an organization write. That of SCIM is apart, so that users change anyway. */
    @Produces
    @Singleton
    WrittenBytes adminWrites(WrittenBytes.Config written, MeterRegistry meters) {
        return new WrittenBytes(written, meters, "admin");
    }

    @Produces
    @Singleton
    SlowLists slowLists(Settings settings, HttpConfig http, DatabaseConfig database, MeterRegistry meters) {
        int parallel = Math.min(http.workers(), database.poolSize());
        return new SlowLists(
                ConcurrencyLimit.ofSlowLists(ConcurrencyShares.ofSlowSearches(settings, parallel), meters));
    }

    @Produces
    @Singleton
    UserDocuments importedDocuments(ScimApplication scim) {
        return scim.users().imported();
    }

    /** Returns the conversion of a stored document to a profile with keys by the current rules. */
    @Produces
    @Singleton
    Function<String, UserProfile> profiles(ScimApplication scim) {
        return scim.users()::profile;
    }
}
