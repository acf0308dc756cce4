package io.rollcall.server.cli.command;

import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditExport;
import io.rollcall.server.audit.RecordedVerification;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.config.Settings;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.Sequencer;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.groups.GroupExport;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.GroupRoles;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.importexport.UserExport;
import io.rollcall.server.importexport.UserImport;
import io.rollcall.server.oauth.ClientSecrets;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.rehearsal.Rehearsals;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.Erasure;
import io.rollcall.server.users.RoleAssignments;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.Users;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Function;

/** Interface through which commands use the program; the entry package implements it. */
public interface Program {
    /**
     * Features that commands work on while the database is open.
     *
     * @param imports created on demand, because it reads all schemas
     */
    @Singleton
    record Features(
            Organizations organizations,
            OrganizationDeletion deletion,
            Tokens tokens,
            OAuthClients clients,
            ClientSecrets clientSecrets,
            PublicUrls urls,
            Clock clock,
            Roles roles,
            Users users,
            Groups groups,
            UserSummaries accounts,
            Erasure erasure,
            Activity activity,
            UserExport export,
            GroupMembers groupMembers,
            GroupRoles groupRoles,
            RoleAssignments roleAssignments,
            GroupExport groupExport,
            Provider<UserImport> imports,
            AdminKeys adminKeys,
            Administrators administrators,
            Secrets secrets,
            AccessReview accessReview,
            Audit audit,
            AuditExport auditExport,
            RecordedVerification verification,
            Chainer.All chainers,
            EventLog events,
            Offboardings offboardings,
            Sequencer sequencer,
            Webhooks webhooks,
            Deliveries deliveries,
            Rehearsals rehearsals) {
        @Inject
        public Features {}
    }

    /** Handling of a data folder without a database. */
    enum MissingDatabase {
        REFUSE,
        CREATE
    }

    /** Serves until the process is asked to stop. */
    void serve(Settings settings);

    /**
     * Migrates the schema of the database to the current version.
     *
     * @return the number of migrations applied
     */
    int migrate(Settings settings, MissingDatabase missing);

    /** Opens the database, also while a server is running on it, and returns the result of the work. */
    <T> T use(Settings settings, MissingDatabase missing, Function<Features, T> work);
}
