package io.rollcall.server.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.administrators.Sessions;
import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.console.activity.ActivityPage;
import io.rollcall.server.console.audit.AuditPage;
import io.rollcall.server.console.groups.GroupPage;
import io.rollcall.server.console.groups.GroupsPage;
import io.rollcall.server.console.groups.RoleOrderPage;
import io.rollcall.server.console.organizations.OrganizationsPage;
import io.rollcall.server.console.organizations.StartPage;
import io.rollcall.server.console.overview.OverviewPage;
import io.rollcall.server.console.page.Assets;
import io.rollcall.server.console.page.AssetsResource;
import io.rollcall.server.console.page.BrowserCookie;
import io.rollcall.server.console.page.ConsoleErrors;
import io.rollcall.server.console.page.ConsoleHeaders;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.ConsoleTexts;
import io.rollcall.server.console.page.CookieCipher;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.OneTimeSecret;
import io.rollcall.server.console.page.SavedForm;
import io.rollcall.server.console.page.SessionCookie;
import io.rollcall.server.console.page.SessionFilter;
import io.rollcall.server.console.roles.RolePage;
import io.rollcall.server.console.roles.RolesPage;
import io.rollcall.server.console.security.ClientsPage;
import io.rollcall.server.console.security.SecurityPage;
import io.rollcall.server.console.setup.EntraPage;
import io.rollcall.server.console.setup.OktaPage;
import io.rollcall.server.console.setup.SetupChecks;
import io.rollcall.server.console.signin.PasswordPage;
import io.rollcall.server.console.signin.SignInPage;
import io.rollcall.server.console.signin.SignOutResource;
import io.rollcall.server.console.users.UserProfilePage;
import io.rollcall.server.console.users.UsersPage;
import io.rollcall.server.console.webhooks.DeliveryPage;
import io.rollcall.server.console.webhooks.InstallationWebhooksPage;
import io.rollcall.server.console.webhooks.OrganizationWebhooksPage;
import io.rollcall.server.console.webhooks.WebhookFormPage;
import io.rollcall.server.console.webhooks.WebhookListPage;
import io.rollcall.server.console.webhooks.WebhookPage;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.events.webhooks.SentMessages;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.GroupRoles;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.http.MediaTypeHeaderCheck;
import io.rollcall.server.http.Mount;
import io.rollcall.server.http.PlainBodies;
import io.rollcall.server.http.Resources;
import io.rollcall.server.http.ServedHosts;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.limits.SessionLimits;
import io.rollcall.server.limits.SlowLists;
import io.rollcall.server.oauth.ClientSecrets;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.RoleAssignments;
import io.rollcall.server.users.UserPrefixSearch;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** JAX-RS resources of the Admin Console, one class per page. */
@Singleton
public final class ConsoleApplication {
    /** Base path on every host. */
    public static final String PATH = ConsolePaths.ROOT;

    /** Forms are small, and unauthenticated clients may send them to the sign-in page. */
    private static final int MAX_FORM_BYTES = 32_000;

    private static final String TLS = "https";

    private final PublicUrls urls;
    private final ConsoleErrors errors;
    private final List<Object> resources;
    private final List<Object> providers;
    private final RequestLimits limits;
    private final SessionCookie cookie;

    @Inject
    public ConsoleApplication(
            Administrators administrators,
            Sessions sessions,
            Organizations organizations,
            PublicUrls urls,
            Tokens tokens,
            OAuthClients clients,
            ClientSecrets clientSecrets,
            Roles roles,
            Users users,
            Groups groups,
            GroupMembers members,
            GroupRoles groupRoles,
            RoleAssignments assignments,
            UserSummaries accounts,
            UserPrefixSearch search,
            Activity activity,
            Audit audit,
            Traffic traffic,
            AcknowledgedAlerts alerts,
            Offboardings offboardings,
            Webhooks webhooks,
            EventStreams streams,
            Deliveries deliveries,
            SentMessages messages,
            EventLog log,
            EventConsumers consumers,
            Secrets secrets,
            SlowLists lists,
            SessionLimits.Config rates,
            MeterRegistry meters,
            Clock clock) {
        // The limits count requests; the sign-in page failed sign-ins.
        this.limits = new RequestLimits(new RequestLimits.Config(0, 0, 0), meters, "console");
        boolean secure = urls.scheme().equals(TLS);
        Assets assets = new Assets();
        LayoutFactory layouts = new LayoutFactory(ConsoleTexts.english(), assets);
        this.cookie = new SessionCookie(secure, sessions.longest());
        BrowserCookie browser = new BrowserCookie(secure, administrators.browserLife());
        CookieCipher seal = new CookieCipher(secrets, clock);
        ConsoleOrganizations found = new ConsoleOrganizations(organizations);
        SetupChecks checks = new SetupChecks(tokens, roles, activity, search, clock);
        OneTimeSecret secret = new OneTimeSecret(seal);
        WebhookListPage webhookList = new WebhookListPage(layouts, organizations, webhooks, consumers);
        WebhookFormPage webhookForm = new WebhookFormPage(layouts, found, webhooks, secret);
        WebhookPage webhook = new WebhookPage(layouts, organizations, webhooks, deliveries, log, secret, clock);
        DeliveryPage delivery = new DeliveryPage(layouts, webhooks, deliveries, messages);
        this.urls = urls;
        this.errors = new ConsoleErrors(layouts);
        this.resources = List.of(
                new AssetsResource(assets),
                new SignInPage(layouts, administrators, sessions, cookie, browser),
                new SignOutResource(sessions, cookie),
                new PasswordPage(layouts, administrators, cookie, browser),
                new StartPage(found),
                new OrganizationsPage(layouts, found, webhooks, consumers),
                new OverviewPage(
                        layouts,
                        found,
                        tokens,
                        clients,
                        traffic,
                        activity,
                        alerts,
                        offboardings,
                        webhooks,
                        streams,
                        consumers,
                        users,
                        clock),
                new SecurityPage(layouts, found, urls, tokens, secret, clock),
                new ClientsPage(layouts, found, urls, clients, clientSecrets, secret, clock),
                new OrganizationWebhooksPage(found, webhookList, webhookForm, webhook, delivery),
                new InstallationWebhooksPage(webhookList, webhookForm, webhook, delivery),
                new OktaPage(layouts, found, urls, roles, checks),
                new EntraPage(layouts, found, urls, roles, checks),
                new UsersPage(layouts, found, accounts, search, roles, lists),
                new UserProfilePage(
                        layouts, found, accounts, users, members, roles, assignments, activity, offboardings),
                new GroupsPage(layouts, found, groups, members),
                new GroupPage(layouts, found, groups, members, groupRoles, roles),
                new RoleOrderPage(layouts, found, groupRoles),
                new RolesPage(layouts, found, roles),
                new RolePage(layouts, found, roles),
                new ActivityPage(layouts, found, activity, roles, lists, clock),
                new AuditPage(layouts, audit, lists));
        this.providers = List.of(
                new ServedHosts(urls::serves),
                new MediaTypeHeaderCheck(),
                new PlainBodies(),
                new SessionFilter(
                        sessions, cookie, new SavedForm(seal), errors, limits, new SessionLimits(rates, meters)),
                errors,
                new ConsoleHeaders(secure));
    }

    public Mount mount() {
        return new Mount(
                PATH,
                Resources.of(resources, providers),
                errors,
                Optional.of(urls::serves),
                MAX_FORM_BYTES,
                Optional.of(limits),
                Optional.of(cookie.name()));
    }
}
