package io.rollcall.server.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.admin.QueryParameters.QueryParameterCheck;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.adminkeys.RejectedKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditExport;
import io.rollcall.server.audit.RecordedVerification;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.Sequencing;
import io.rollcall.server.events.receipts.EventReceipts;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.GroupRoles;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.http.MediaTypeHeaderCheck;
import io.rollcall.server.http.Mount;
import io.rollcall.server.http.PlainBodies;
import io.rollcall.server.http.RefusalFilter;
import io.rollcall.server.http.Resources;
import io.rollcall.server.http.ServedHosts;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.limits.SlowLists;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.oauth.ClientSecrets;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.ErasureQueue;
import io.rollcall.server.users.RoleAssignments;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.snapshot.UserSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** JAX-RS resources of the admin API, for the product's back end and for scripts. */
@Singleton
public final class AdminApplication {
    /** Base path on every host. */
    public static final String PATH = "/api/admin/v1";

    private final AdminErrors errors = new AdminErrors();
    private final List<Object> resources;
    private final List<Object> providers;
    private final RequestLimits limits;

    @Inject
    public AdminApplication(
            AdminKeys keys,
            RejectedKeys rejected,
            Organizations organizations,
            OrganizationDeletion deletion,
            PublicUrls urls,
            Tokens tokens,
            OAuthClients clients,
            ClientSecrets clientSecrets,
            Roles roles,
            Users users,
            Groups groups,
            GroupMembers groupMembers,
            GroupRoles groupRoles,
            RoleAssignments roleAssignments,
            UserSummaries accounts,
            ErasureQueue erasures,
            Activity activity,
            EventLog eventLog,
            Sequencing sequencing,
            EventConsumers consumers,
            EventReceipts receipts,
            Offboardings offboardings,
            Webhooks webhooks,
            Deliveries deliveries,
            UserSnapshot snapshot,
            AccessReview review,
            Audit audit,
            AuditExport auditExport,
            RecordedVerification verification,
            RequestLimits.Config limits,
            SlowLists lists,
            WrittenBytes written,
            MeterRegistry meters,
            Clock clock) {
        this.limits = new RequestLimits(limits, meters, "admin");
        AdminOrganizations found = new AdminOrganizations(organizations);
        this.resources = List.of(
                new OrganizationsResource(found, organizations, deletion, urls, tokens, clock),
                new TokensResource(found, tokens, clock),
                new ClientsResource(found, clients, clientSecrets, urls, clock),
                new AdminRolesResource(found, roles),
                new AdminRolesResource.DefaultRoleResource(found, roles),
                new OktaRolesResource(found, roles),
                new AdminGroupsResource(found, groups, groupMembers, groupRoles),
                new AdminUsersResource(found, accounts, users, roleAssignments, erasures, lists),
                new ActivityResource(found, activity, lists),
                new EventsResource(found, eventLog, sequencing, snapshot, urls),
                new EventConsumersResource(consumers),
                new AcknowledgementResource(receipts),
                new OffboardingsResource(found, offboardings, lists),
                new WebhooksResource(found, webhooks, deliveries, eventLog, clock),
                new AuditResource(audit, auditExport, lists),
                new VerificationResource(found, verification),
                new KeysResource(found, organizations, keys, clock),
                new AccessReviewResource(organizations, review, lists),
                new OpenApiResource(urls.path(), roles.attribute()));
        this.providers = List.of(
                new ServedHosts(urls::serves),
                new MediaTypeHeaderCheck(),
                new PlainBodies(),
                new AdminKeyFilter(keys, rejected, this.limits, written),
                errors,
                new AdminHeaders(),
                new QueryParameterCheck(),
                new RefusalFilter(new AdminRefusals(organizations, activity), errors));
    }

    public Mount mount() {
        return new Mount(
                PATH,
                Resources.of(resources, providers),
                errors,
                Optional.empty(),
                Integer.MAX_VALUE,
                Optional.of(limits),
                Optional.empty());
    }
}
