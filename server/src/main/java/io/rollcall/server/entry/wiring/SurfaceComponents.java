package io.rollcall.server.entry.wiring;

import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.admin.AdminApplication;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.administrators.Sessions;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.adminkeys.RejectedKeys;
import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditExport;
import io.rollcall.server.audit.RecordedVerification;
import io.rollcall.server.config.Settings;
import io.rollcall.server.console.ConsoleApplication;
import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.http.HttpConfig;
import io.rollcall.server.importexport.ImportConfig;
import io.rollcall.server.importexport.UserImport;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.limits.ConcurrencyLimit;
import io.rollcall.server.limits.ConcurrencyShares;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.scim.ScimApplication;
import io.rollcall.server.scim.ScimConfig;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.telemetry.Refusals;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.ErasureQueue;
import io.rollcall.server.users.FoldedKeys;
import io.rollcall.server.users.UserPrefixSearch;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.Users;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Wiring of the surfaces: SCIM, the admin API, the console, and the features that need a surface. */
final class SurfaceComponents {
    private static final String SCIM = "scim";

    private static RequestLimits limits(Settings settings, Metrics metrics, String surface) {
        return new RequestLimits(
                RequestLimits.Config.read(settings), new Refusals(metrics.registry(), surface, RequestLimits.REASONS));
    }

    @Produces
    @Singleton
    AdminApplication admin(
            Settings settings,
            Metrics metrics,
            AdminKeys keys,
            RejectedKeys rejected,
            Organizations organizations,
            OrganizationDeletion deletion,
            PublicUrls urls,
            Tokens tokens,
            Roles roles,
            Users users,
            UserSummaries accounts,
            ErasureQueue erasures,
            Activity activity,
            AccessReview review,
            Audit audit,
            AuditExport auditExport,
            RecordedVerification verification,
            Clock clock) {
        return new AdminApplication(
                keys,
                rejected,
                organizations,
                deletion,
                urls,
                tokens,
                roles,
                users,
                accounts,
                erasures,
                activity,
                review,
                audit,
                auditExport,
                verification,
                limits(settings, metrics, "admin"),
                clock);
    }

    @Produces
    @Singleton
    ConsoleApplication console(
            Administrators administrators,
            Sessions sessions,
            Organizations organizations,
            PublicUrls urls,
            Tokens tokens,
            Roles roles,
            Users users,
            UserSummaries accounts,
            UserPrefixSearch search,
            Activity activity,
            Audit audit,
            Traffic traffic,
            AcknowledgedAlerts alerts,
            Secrets secrets,
            Clock clock) {
        return new ConsoleApplication(
                administrators,
                sessions,
                organizations,
                urls,
                tokens,
                roles,
                users,
                accounts,
                search,
                activity,
                audit,
                traffic,
                alerts,
                secrets,
                clock);
    }

    @Produces
    @Singleton
    FoldedKeys foldedKeys(Database database, Organizations organizations, ScimApplication scim, Clock clock) {
        return new FoldedKeys(database, organizations, scim.users()::profile, clock);
    }

    @Produces
    @Singleton
    UserImport userImport(Users users, ScimApplication scim, Roles roles, Audit audit, Settings settings) {
        return new UserImport(users, scim.users().imported(), roles, audit, ImportConfig.read(settings));
    }

    @Produces
    @Singleton
    ScimApplication scim(
            Settings settings,
            Organizations organizations,
            PublicUrls urls,
            Tokens tokens,
            TokenSuccesses successes,
            RejectedTokens rejected,
            Roles roles,
            Users users,
            Activity activity,
            Secrets secrets,
            Traffic traffic,
            Clock clock,
            Metrics metrics,
            WorkingMemory memory,
            DatabaseConfig database,
            ConnectionPools pools) {
        int parallel = Math.min(HttpConfig.read(settings).workers(), database.poolSize());
        Refusals refusals = new Refusals(metrics.registry(), SCIM, ConcurrencyLimit.REASONS);
        return new ScimApplication(
                ScimConfig.read(settings).within(pools.maxStatementBytes()),
                organizations,
                urls,
                tokens,
                successes,
                rejected,
                roles,
                users,
                activity,
                secrets,
                traffic,
                limits(settings, metrics, SCIM),
                ConcurrencyLimit.ofSlowSearches(ConcurrencyShares.ofSlowSearches(settings, parallel), refusals),
                ConcurrencyLimit.ofBulkRequests(ConcurrencyShares.ofBulkRequests(settings, parallel), refusals),
                clock,
                metrics.registry(),
                memory);
    }
}
