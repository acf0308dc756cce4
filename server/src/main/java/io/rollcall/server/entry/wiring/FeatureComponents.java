package io.rollcall.server.entry.wiring;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityRedaction;
import io.rollcall.server.administrators.AdministratorConfig;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.administrators.Sessions;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.chain.Chains;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.importexport.UserExport;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.roles.RoleConfig;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.DueErasures;
import io.rollcall.server.users.Erasure;
import io.rollcall.server.users.ErasureQueue;
import io.rollcall.server.users.UserConfig;
import io.rollcall.server.users.UserPrefixSearch;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.UsersOfRole;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Wiring of the features: organizations, roles, users, activity, administrators. */
final class FeatureComponents {
    @Produces
    @Singleton
    Activity activity(Settings settings, Database database, Audit audit, Clock clock, WorkingMemory memory) {
        return new Activity(database, audit, clock, memory, Activity.Config.read(settings));
    }

    @Produces
    @Singleton
    PublicUrls urls(Settings settings) {
        return PublicUrls.read(settings);
    }

    @Produces
    @Singleton
    UsersOfRole usersOfRole(Database database) {
        return new UsersOfRole(database);
    }

    @Produces
    @Singleton
    Roles roles(Settings settings, Database database, Activity activity, UsersOfRole users, Metrics metrics) {
        Roles roles = new Roles(database, activity, users, RoleConfig.read(settings));
        roles.measure(metrics.registry());
        return roles;
    }

    @Produces
    @Singleton
    Organizations organizations(
            Settings settings, Database database, Activity activity, Clock clock, Roles roles, Metrics metrics) {
        Organizations organizations =
                new Organizations(database, activity, clock, Organizations.Config.read(settings), roles::addDefaults);
        organizations.measure(metrics.registry());
        return organizations;
    }

    @Produces
    @Singleton
    AdministratorConfig administratorConfig(Settings settings) {
        return AdministratorConfig.read(settings);
    }

    @Produces
    @Singleton
    Sessions sessions(Database database, Clock clock, AdministratorConfig config) {
        return new Sessions(database, clock, config);
    }

    @Produces
    @Singleton
    Administrators administrators(
            Database database,
            Activity activity,
            Clock clock,
            AdministratorConfig config,
            Sessions sessions,
            Organizations organizations,
            Secrets secrets) {
        return new Administrators(database, activity, clock, config, sessions, organizations, secrets);
    }

    @Produces
    @Singleton
    Traffic traffic(Database database, Clock clock) {
        return new Traffic(database, clock);
    }

    @Produces
    @Singleton
    AcknowledgedAlerts acknowledgedAlerts(Database database, Activity activity, Clock clock) {
        return new AcknowledgedAlerts(database, activity, clock);
    }

    @Produces
    @Singleton
    Users users(
            Settings settings,
            Database database,
            Activity activity,
            Clock clock,
            Roles roles,
            Organizations organizations,
            WorkingMemory memory) {
        return new Users(database, activity, clock, roles, organizations, memory, UserConfig.read(settings));
    }

    @Produces
    @Singleton
    UserSummaries accounts(Database database, WorkingMemory memory) {
        return new UserSummaries(database, memory);
    }

    @Produces
    @Singleton
    UserPrefixSearch accountSearch(Database database) {
        return new UserPrefixSearch(database);
    }

    @Produces
    @Singleton
    Erasure erasure(Database database, Activity activity, Clock clock, Organizations organizations) {
        return new Erasure(database, activity, new ActivityRedaction(database), clock, organizations);
    }

    @Produces
    @Singleton
    ErasureQueue erasureQueue(Erasure erasure, Settings settings) {
        return new ErasureQueue(erasure, UserConfig.read(settings).erasureWait());
    }

    void close(@Disposes ErasureQueue erasures) {
        erasures.close();
    }

    @Produces
    @Singleton
    DueErasures dueErasures(
            Database database, Clock clock, Organizations organizations, Erasure erasure, Retention retention) {
        return new DueErasures(database, clock, organizations, erasure, retention);
    }

    /** The log goes last: until then it may still be written to. */
    @Produces
    @Singleton
    OrganizationDeletion organizationDeletion(
            Organizations organizations,
            Users users,
            Roles roles,
            Tokens tokens,
            RejectedTokens rejected,
            AdminKeys keys,
            Administrators administrators,
            Traffic traffic,
            AcknowledgedAlerts alerts,
            Activity activity,
            Database database) {
        return new OrganizationDeletion(
                organizations,
                List.of(
                        users::remove,
                        roles::remove,
                        tokens::remove,
                        rejected::remove,
                        keys::remove,
                        administrators::remove,
                        traffic::remove,
                        alerts::remove,
                        activity::remove,
                        new Chains(database)::remove));
    }

    @Produces
    @Singleton
    UserExport userExport(Users users, Roles roles, Audit audit) {
        return new UserExport(users, audit, roles.attribute());
    }
}
