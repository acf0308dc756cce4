package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.events.webhooks.SignatureScheme;
import io.rollcall.server.events.webhooks.WebhookRequest;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.Endpoint;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An administrator of one organization gets at nothing of another, whatever address is called; a stranger at nothing at all. */
class ForcedBrowsingIT {
    private static final String NOBODYS = "00000000-0000-7000-8000-000000000000";

    private final TestOrganization own = TestOrganization.create().withGroups();
    private final TestOrganization other = TestOrganization.create().withGroups();
    private final ConsoleClient administrator = ConsoleClient.signedIn(
            TestServer.shared(), ConsoleServer.administrator(TestServer.shared(), Optional.of(own.id())));
    private final String user = other.client()
            .post("/Users", "{\"userName\":\"secret.person\",\"displayName\":\"Secret Person\"}")
            .id();
    private final String group = other.client()
            .post("/Groups", "{\"displayName\":\"Secret group\",\"members\":[{\"value\":\"" + user + "\"}]}")
            .id();
    private final String oauthClient = TestServer.shared()
            .component(OAuthClients.class)
            .create(
                    other.id(),
                    new OAuthClient.Order("Secret client", Token.Scope.READ_WRITE, Optional.empty()),
                    ClientSecret.MIN_DAYS,
                    Actor.system())
            .client()
            .clientId();
    private final String webhook = TestServer.shared()
            .component(Webhooks.class)
            .create(
                    new WebhookRequest(
                            "https://secret.example.test/hook",
                            List.of(),
                            Optional.of(other.id()),
                            "",
                            SignatureScheme.V1,
                            false,
                            false),
                    Actor.system())
            .webhook()
            .id()
            .toString();
    private final String entry = TestServer.shared()
            .component(Activity.class)
            .list(other.id(), ActivityQuery.newest(1))
            .get(0)
            .id()
            .toString();
    private final String token = Long.toString(other.issued().token().id());

    /** Every address of an organization's pages, with what belongs to the other one in it. */
    private List<String> pages() {
        return Stream.of(
                        "",
                        "/counts",
                        "/users",
                        "/users?q=secret",
                        "/users/" + user,
                        "/users/" + user + "/deactivate",
                        "/users/" + user + "/reactivate",
                        "/groups",
                        "/groups?q=secret",
                        "/groups/" + group,
                        "/groups/" + group + "/role?role=group_member",
                        "/role-order",
                        "/role-order/switch",
                        "/roles",
                        "/roles/role?value=admin",
                        "/roles/role/holders?value=admin",
                        "/roles/role/retire?value=admin",
                        "/roles/role/delete?value=admin",
                        "/activity",
                        "/activity/" + entry,
                        "/security",
                        "/security/generate",
                        "/security/off",
                        "/security/tokens/" + token + "/rotate",
                        "/security/tokens/" + token + "/revoke",
                        "/security/clients",
                        "/security/clients/create",
                        "/security/clients/static-off",
                        "/security/clients/" + oauthClient + "/created",
                        "/security/clients/" + oauthClient + "/secret",
                        "/security/clients/" + oauthClient + "/revoke",
                        "/security/clients/" + oauthClient + "/secrets/1/revoke",
                        "/webhooks",
                        "/webhooks/add",
                        "/webhooks/" + webhook,
                        "/webhooks/" + webhook + "/edit",
                        "/webhooks/" + webhook + "/secret",
                        "/webhooks/" + webhook + "/rotate",
                        "/webhooks/" + webhook + "/replay",
                        "/webhooks/" + webhook + "/remove",
                        "/okta",
                        "/okta/checks",
                        "/entra",
                        "/entra/checks")
                .toList();
    }

    private List<String> forms() {
        return List.of(
                "/users/" + user + "/deactivate",
                "/users/" + user + "/reactivate",
                "/roles",
                "/roles/move",
                "/roles/role?value=admin",
                "/roles/role/retire?value=admin",
                "/roles/role/delete?value=data_viewer",
                "/acknowledge",
                "/security/on",
                "/security/off",
                "/security/generate",
                "/security/tokens/" + token + "/rotate",
                "/security/tokens/" + token + "/revoke",
                "/security/clients/create",
                "/security/clients/static-on",
                "/security/clients/static-off",
                "/security/clients/" + oauthClient + "/secret",
                "/security/clients/" + oauthClient + "/revoke",
                "/security/clients/" + oauthClient + "/secrets/1/revoke",
                "/webhooks/add",
                "/webhooks/" + webhook + "/edit",
                "/webhooks/" + webhook + "/rotate",
                "/webhooks/" + webhook + "/replay",
                "/webhooks/" + webhook + "/enable",
                "/webhooks/" + webhook + "/test",
                "/webhooks/" + webhook + "/remove",
                "/webhooks/consumers/crm/remove");
    }

    private static String of(TestOrganization organization, String path) {
        return "/console/organizations/" + organization.slug() + path;
    }

    @Test
    void seesNoPageOfAnotherOrganization() {
        for (String page : pages()) {
            Response answer = administrator.get(of(other, page));
            assertThat(answer.status()).as(page).isEqualTo(404);
            assertThat(answer.body()).as(page).doesNotContain("secret").doesNotContain("Secret");
        }
    }

    @Test
    void isAnsweredAsIfItDidNotExist() {
        Response existing = administrator.get(of(other, ""));
        Response missing = administrator.get("/console/organizations/there-is-no-such/users");
        assertThat(existing.status()).isEqualTo(missing.status());
        assertThat(existing.body()).isEqualTo(missing.body());
    }

    @Test
    void changesNothingOfAnotherOrganization() {
        for (String form : forms()) {
            Response answer = administrator.post(
                    of(other, form), Map.of("value", "x", "name", "x", "kind", "GROUP", "to", "3 admin", "days", "90"));
            assertThat(answer.status()).as(form).isEqualTo(404);
        }
        assertNothingChanged();
    }

    @Test
    void findsNothingOfAnotherOrganizationInTheOwnOne() {
        for (String page : List.of(
                "/users/" + user,
                "/users/" + user + "/deactivate",
                "/groups/" + group,
                "/groups/" + group + "/role?role=group_member",
                "/activity/" + entry,
                "/webhooks/" + webhook,
                "/webhooks/" + webhook + "/edit",
                "/security/clients/" + oauthClient + "/revoke",
                "/security/tokens/" + token + "/rotate",
                "/security/tokens/" + token + "/revoke")) {
            assertThat(administrator.get(of(own, page)).status()).as(page).isEqualTo(404);
        }
        for (String form : List.of(
                "/users/" + user + "/deactivate",
                "/security/clients/" + oauthClient + "/secret",
                "/security/clients/" + oauthClient + "/revoke",
                "/security/tokens/" + token + "/rotate",
                "/security/tokens/" + token + "/revoke",
                "/webhooks/" + webhook + "/rotate",
                "/webhooks/" + webhook + "/remove")) {
            assertThat(administrator.post(of(own, form)).status()).as(form).isEqualTo(404);
        }
        assertThat(administrator.get(of(own, "/webhooks")).body()).doesNotContain("secret.example");
        assertThat(administrator.get(of(own, "/users?q=secret")).body()).doesNotContain("secret.person");
        assertThat(administrator.get(of(own, "/groups?q=secret")).body()).doesNotContain("Secret group");
        assertThat(administrator.get(of(own, "/groups?after=" + group)).body()).doesNotContain("Secret group");
        assertThat(administrator.get(of(own, "/activity?user=" + user)).body()).doesNotContain("secret.person");
        assertNothingChanged();
    }

    /** Returns the endpoints of an organization's pages, found on the page classes. */
    private static List<Endpoint> endpoints() {
        List<Endpoint> endpoints = Endpoint.of("io.rollcall.server.console").stream()
                .filter(endpoint -> endpoint.variables().contains("slug"))
                .toList();
        assertThat(endpoints).hasSizeGreaterThan(30);
        return endpoints;
    }

    private Response call(ConsoleClient client, Endpoint endpoint, String slug, boolean theirs) {
        String id = endpoint.path().contains("/tokens/") || endpoint.path().contains("/secrets/")
                ? theirs ? token : nobodysToken()
                : theirs ? theirs(endpoint) : NOBODYS;
        String path = endpoint.filled(Map.of(
                "slug",
                slug,
                "id",
                id,
                "action",
                "retire",
                "delivery",
                NOBODYS,
                "name",
                "crm",
                "clientId",
                theirs ? oauthClient : "0".repeat(oauthClient.length())));
        return client.send(
                endpoint.method(),
                "/console" + path + "?value=admin",
                Map.of(
                        "form-token",
                        client.formToken(),
                        "value",
                        "admin",
                        "to",
                        "3 admin",
                        "days",
                        "90",
                        "kind",
                        "GROUP"));
    }

    private String theirs(Endpoint endpoint) {
        if (endpoint.path().contains("/webhooks/")) {
            return webhook;
        }
        if (endpoint.path().contains("/groups/")) {
            return group;
        }
        return endpoint.path().contains("/activity/") ? entry : user;
    }

    private String withoutIds(Response answer) {
        return answer.body()
                .replaceAll("no token (" + token + "|" + nobodysToken() + ")", "no token ID")
                .replaceAll("client (" + oauthClient + "|0+)", "client ID")
                .replaceAll(user + "|" + group + "|" + entry + "|" + webhook + "|" + NOBODYS, "ID");
    }

    private String nobodysToken() {
        return "9".repeat(token.length());
    }

    @Test
    void everyEndpointAnswersForAnotherOrganizationAsForNone() {
        String nobodys = "n".repeat(other.slug().length());
        for (Endpoint endpoint : endpoints()) {
            Response foreign = call(administrator, endpoint, other.slug(), true);
            Response none = call(administrator, endpoint, nobodys, true);
            assertThat(foreign.status()).as(endpoint.toString()).isEqualTo(404);
            assertThat(foreign.body().replace(other.slug(), nobodys))
                    .as(endpoint.toString())
                    .isEqualTo(none.body());
        }
        assertNothingChanged();
    }

    @Test
    void everyEndpointAnswersForAnotherOrganizationsIdsAsForNone() {
        List<Endpoint> withIds = endpoints().stream()
                .filter(endpoint -> endpoint.variables().contains("id")
                        || endpoint.variables().contains("clientId"))
                .toList();
        assertThat(withIds).hasSizeGreaterThan(8);
        for (Endpoint endpoint : withIds) {
            Response foreign = call(administrator, endpoint, own.slug(), true);
            Response none = call(administrator, endpoint, own.slug(), false);
            assertThat(foreign.status()).as(endpoint.toString()).isEqualTo(404);
            assertThat(withoutIds(foreign)).as(endpoint.toString()).isEqualTo(withoutIds(none));
        }
        assertNothingChanged();
    }

    @Test
    void everyEndpointSendsAStrangerToSignIn() {
        ConsoleClient stranger = ConsoleClient.of(TestServer.shared());
        for (Endpoint endpoint : endpoints()) {
            assertThat(call(stranger, endpoint, other.slug(), true).location())
                    .as(endpoint.toString())
                    .startsWith("/console/sign-in");
        }
        assertNothingChanged();
    }

    private void assertNothingChanged() {
        assertThat(other.client().get("/Users/" + user).json().path("active").asBoolean())
                .isTrue();
        assertThat(TestServer.shared()
                        .component(Organizations.class)
                        .find(other.id())
                        .orElseThrow()
                        .scimEnabled())
                .isTrue();
        assertThat(TestServer.shared().component(Tokens.class).list(other.id())).hasSize(1);
        assertThat(TestServer.shared().component(Webhooks.class).list(Optional.of(other.id())))
                .hasSize(1);
        assertThat(TestServer.shared()
                        .component(Activity.class)
                        .list(other.id(), ActivityQuery.newest(1))
                        .get(0)
                        .id())
                .hasToString(entry);
    }

    @Test
    void addsNoOrganizationAndListsNone() {
        assertThat(administrator.get("/console/organizations").location()).isEqualTo("/console");
        assertThat(administrator.get("/console").location()).isEqualTo(of(own, ""));
        assertThat(administrator
                        .post("/console/organizations", Map.of("name", "Mine", "slug", "mine-" + own.slug()))
                        .status())
                .isEqualTo(403);
    }

    /** Pages of no organization that others than operators need. */
    private static final Set<String> EVERYBODYS =
            Set.of("", "/sign-in", "/sign-out", "/password", "/assets/{version}/{name}");

    private List<Endpoint> operatorEndpoints() {
        List<Endpoint> endpoints = Endpoint.of("io.rollcall.server.console").stream()
                .filter(endpoint -> !endpoint.variables().contains("slug"))
                .filter(endpoint -> !EVERYBODYS.contains(endpoint.path()))
                .toList();
        assertThat(endpoints)
                .extracting(Endpoint::toString)
                .contains("GET /audit", "GET /audit/{id}", "GET /webhooks", "GET /webhooks/{id}", "POST /webhooks/add");
        return endpoints;
    }

    private Response callAsOf(ConsoleClient client, Endpoint endpoint) {
        String audited = TestServer.shared()
                .component(Audit.class)
                .list(AuditQuery.newest(1))
                .get(0)
                .id()
                .toString();
        return client.send(
                endpoint.method(),
                "/console" + endpoint.filled(Map.of("id", audited, "delivery", NOBODYS, "name", "crm")),
                Map.of("form-token", client.formToken(), "name", "Mine", "slug", "mine-" + own.slug()));
    }

    @Test
    void opensNoPageOfOperators() {
        for (Endpoint endpoint : operatorEndpoints()) {
            Response answer = callAsOf(administrator, endpoint);
            if (endpoint.method().equals("GET")) {
                assertThat(answer.location()).as(endpoint.toString()).isEqualTo("/console");
                assertThat(answer.body()).as(endpoint.toString()).isEmpty();
            } else {
                assertThat(answer.status()).as(endpoint.toString()).isEqualTo(403);
            }
        }
        assertThat(administrator.get(of(own, "")).body()).doesNotContain("/console/audit");
    }

    @Test
    void aStrangerOpensNoPageOfOperators() {
        ConsoleClient stranger = ConsoleClient.of(TestServer.shared());
        for (Endpoint endpoint : operatorEndpoints()) {
            assertThat(callAsOf(stranger, endpoint).location())
                    .as(endpoint.toString())
                    .startsWith("/console/sign-in");
        }
    }

    @Test
    void anOperatorSeesAll() {
        ConsoleClient operator = ConsoleClient.signedIn(
                TestServer.shared(), ConsoleServer.administrator(TestServer.shared(), Optional.empty()));
        for (String page : pages()) {
            assertThat(operator.get(of(other, page)).status()).as(page).isEqualTo(200);
        }
        assertThat(operator.get(of(other, "/users?q=secret")).body()).contains("secret.person");
        assertThat(operator.get(of(other, "/users/" + user)).body()).contains("Secret Person");
    }

    @Test
    void aStrangerSeesNothing() {
        ConsoleClient stranger = ConsoleClient.of(TestServer.shared());
        for (String page : pages()) {
            assertThat(stranger.get(of(other, page)).location()).as(page).startsWith("/console/sign-in");
        }
        for (String form : forms()) {
            assertThat(stranger.send("POST", of(other, form), Map.of()).location())
                    .as(form)
                    .startsWith("/console/sign-in");
        }
        assertNothingChanged();
    }

    @Test
    void whoWasGivenAPasswordDoesNothingBeforeChangingIt() {
        var issued = TestServer.shared()
                .component(Administrators.class)
                .add("new-" + own.slug(), Optional.of(own.id()), Actor.system());
        ConsoleClient invited = ConsoleClient.of(TestServer.shared());
        invited.with(
                "Cookie",
                invited.signIn("new-" + own.slug(), issued.password()).cookie().orElseThrow());
        for (String page : pages()) {
            assertThat(invited.get(of(own, page)).location()).as(page).isEqualTo("/console/password");
        }
        assertThat(invited.post(of(own, "/security/off")).location()).isEqualTo("/console/password");
        assertThat(invited.get("/console/password").status()).isEqualTo(200);
    }
}
