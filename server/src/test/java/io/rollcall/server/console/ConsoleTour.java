package io.rollcall.server.console;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An organization in which much has happened, and the address of every page of it. */
record ConsoleTour(
        Organization organization,
        String userId,
        String groupId,
        String refusedEntry,
        String changedEntry,
        String auditEntry,
        long tokenId,
        String clientId,
        WebhookTour webhooks) {
    private static final String USER = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s.%2$s@acme.example","externalId":"00u%3$d",
             "name":{"givenName":"%1$s","familyName":"%2$s"},"displayName":"%1$s %2$s",
             "emails":[{"value":"%1$s.%2$s@acme.example","type":"work","primary":true}],
             "active":true,"jotform_user_role":"%4$s"}""";
    private static final List<String> GIVEN = List.of("Ada", "Grace", "Edsger", "Barbara", "Alan", "Radia");
    private static final List<String> FAMILY = List.of("Lovelace", "Hopper", "Dijkstra", "Liskov");
    private static final List<String> ROLES = List.of("admin", "user", "creator", "group_member");

    static ConsoleTour make() {
        RunningServer server = ConsoleServer.shared();
        Slug slug = new Slug("acme-" + UUID.randomUUID().toString().substring(0, 8));
        Organization organization = server.component(Organizations.class).create(slug, "Acme Inc.", Actor.system());
        server.component(Organizations.class).setGroupsEnabled(organization.id(), true, Actor.system());
        Tokens tokens = server.component(Tokens.class);
        SecretText secret =
                tokens.issue(organization.id(), "Okta", Actor.system()).secret();
        Token.Issued old = tokens.issue(organization.id(), "Okta, old", Actor.system());
        tokens.revoke(organization.id(), old.token().id(), Actor.system());
        new ScimClient(TestServer.scimUrl(server), old.secret().reveal())
                .with("User-Agent", "Okta SCIM Client 1.0.0")
                .get("/Users");
        server.component(RejectedTokens.class).writeAll();
        ScimClient okta = new ScimClient(TestServer.scimUrl(server), secret.reveal());
        String first = "";
        int number = 0;
        for (String given : GIVEN) {
            for (String family : FAMILY) {
                String body = USER.formatted(given, family, ++number, ROLES.get(number % ROLES.size()));
                String id = okta.post("/Users", body).json().path("id").asText();
                first = first.isEmpty() ? id : first;
            }
        }
        String group = groups(okta, first);
        okta.patch("/Users/" + first, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"replace","value":{"title":"Countess","nickName":"Ada"}}]}""");
        okta.post("/Users", USER.formatted("Ken", "Thompson", 99, "superuser"));
        okta.post("/Users", USER.formatted("Ada", "Lovelace", 1, "admin"));
        server.component(Traffic.class).write();
        server.component(TokenSuccesses.class).write();
        server.component(AcknowledgedAlerts.class)
                .acknowledge(
                        organization.id(),
                        "refused",
                        "2 requests failed in the last 24 hours.",
                        Clock.systemUTC().instant(),
                        Actor.system());
        List<ActivityEntry> entries =
                server.component(Activity.class).list(organization.id(), ActivityQuery.newest(20));
        return new ConsoleTour(
                organization,
                first,
                group,
                entry(entries, ActivityKind.REQUEST_REFUSED, 400),
                entry(entries, ActivityKind.USER_CHANGED, 200),
                auditEntry(server.component(Audit.class), slug),
                tokens.list(organization.id()).get(0).id(),
                client(server, organization),
                WebhookTour.make(server, organization.id(), first));
    }

    /** Pushes groups with and without members. @return the id of the first */
    private static String groups(ScimClient okta, String user) {
        String body = "{\"displayName\":\"%s\",\"externalId\":\"00g%d\",\"members\":[%s]}";
        String first = okta.post("/Groups", body.formatted("Engineering", 1, "{\"value\":\"" + user + "\"}"))
                .id();
        okta.post("/Groups", body.formatted("Everyone", 2, "{\"value\":\"" + user + "\"}"));
        okta.post("/Groups", body.formatted("Nobody yet", 3, ""));
        return first;
    }

    private static String client(RunningServer server, Organization organization) {
        return server.component(OAuthClients.class)
                .create(
                        organization.id(),
                        new OAuthClient.Order("Entra ID", Token.Scope.READ_WRITE, Optional.empty()),
                        ClientSecret.MIN_DAYS,
                        Actor.system())
                .client()
                .clientId();
    }

    private static String entry(List<ActivityEntry> entries, ActivityKind kind, int status) {
        Optional<ActivityEntry> found = entries.stream()
                .filter(entry -> entry.kind() == kind && entry.status() == status)
                .findFirst();
        return found.orElseThrow().id().toString();
    }

    /** A failed sign-in with a long name, beside entries of the organization. */
    private static String auditEntry(Audit audit, Slug slug) {
        Actor stranger = new Actor(
                Actor.Kind.ADMINISTRATOR,
                slug.value() + ".administrator@a-rather-long-subdomain.acme.example",
                "2001:db8:85a3:8d3:1319:8a2e:370:7348",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
                "0123456789abcdef");
        audit.record(AuditEvent.of(AuditKind.ADMINISTRATOR_SIGN_IN_FAILED, stranger, stranger.name())
                .ending(AuditEntry.Outcome.FAILED)
                .with("{\"reason\":\"UNAUTHENTICATED\"}"));
        return audit.list(AuditQuery.of(AuditKind.ADMINISTRATOR_SIGN_IN_FAILED, 1))
                .get(0)
                .id()
                .toString();
    }

    /** Every page by a name for people. */
    Map<String, String> pages() {
        String base = "/console/organizations/" + organization.slug();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("organizations", "/console/organizations");
        pages.put("password", "/console/password");
        pages.put("overview", base);
        pages.put("users", base + "/users");
        pages.put("users-none-found", base + "/users?q=nobody");
        pages.put("user", base + "/users/" + userId);
        pages.put("user-deactivate", base + "/users/" + userId + "/deactivate");
        pages.put("groups", base + "/groups");
        pages.put("groups-none-found", base + "/groups?q=nothing");
        pages.put("group", base + "/groups/" + groupId);
        pages.put("group-role", base + "/groups/" + groupId + "/role?role=group_member");
        pages.put("role-order", base + "/role-order");
        pages.put("role-order-switch", base + "/role-order/switch");
        pages.put("roles", base + "/roles");
        pages.put("role", base + "/roles/role?value=admin");
        pages.put("role-retire", base + "/roles/role/retire?value=admin");
        pages.put("activity", base + "/activity");
        pages.put("activity-refused", base + "/activity/" + refusedEntry);
        pages.put("activity-changed", base + "/activity/" + changedEntry);
        pages.put("security", base + "/security");
        pages.put("security-generate", base + "/security/generate");
        pages.put("security-off", base + "/security/off");
        pages.put("security-rotate", base + "/security/tokens/" + tokenId + "/rotate");
        pages.put("clients", base + "/security/clients");
        pages.put("clients-create", base + "/security/clients/create");
        pages.put("clients-static-off", base + "/security/clients/static-off");
        pages.put("clients-secret", base + "/security/clients/" + clientId + "/secret");
        pages.put("clients-revoke", base + "/security/clients/" + clientId + "/revoke");
        pages.put("security-revoke", base + "/security/tokens/" + tokenId + "/revoke");
        webhooks.addTo(pages, base);
        pages.put("okta", base + "/okta");
        pages.put("entra", base + "/entra");
        pages.put("audit", "/console/audit");
        pages.put("audit-none-found", "/console/audit?actor=nobody&from=2025-01-31T08%3A00%3A00");
        pages.put("audit-entry", "/console/audit/" + auditEntry);
        pages.put("nothing", base + "/nothing");
        return pages;
    }
}
