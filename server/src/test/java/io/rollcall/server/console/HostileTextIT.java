package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that others chose do not move, hide or squeeze what stands beside them. */
class HostileTextIT {
    /** Turns the reading direction, and does not turn it back. */
    private static final String TURNING = "a\u202Egnp.exe\u2066b\u200Bc";

    private static final String SHOWN = "a\\u202Egnp.exe\\u2066b\\u200Bc";
    private static final String LONG = "W".repeat(255);

    /** Attributes of a page that are not visible as text: values of fields and of copy buttons. */
    private static final String HIDDEN = " (value|data-copy|href|action|hx-get)=\"[^\"]*\"";

    private static final String SQUEEZED = """
            [...document.querySelectorAll('td, tbody th')]
              .filter(cell => cell.innerText.trim().length > 3 && cell.offsetWidth > 0 && cell.offsetWidth < 80)
              .map(cell => cell.offsetWidth + ': ' + cell.innerText)""";

    private static Map<String, String> pages(
            Organization organization, String user, String group, String role, long token) {
        String base = "/console/organizations/" + organization.slug();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", base);
        pages.put("users", base + "/users");
        pages.put("user", base + "/users/" + user);
        pages.put("user-deactivate", base + "/users/" + user + "/deactivate");
        pages.put("groups", base + "/groups");
        pages.put("group", base + "/groups/" + group);
        pages.put("roles", base + "/roles");
        pages.put("role", base + "/roles/role?value=" + ScimClient.encoded(role));
        pages.put("role-retire", base + "/roles/role/retire?value=" + ScimClient.encoded(role));
        pages.put("activity", base + "/activity");
        pages.put("security", base + "/security");
        pages.put("security-rotate", base + "/security/tokens/" + token + "/rotate");
        pages.put("okta", base + "/okta");
        pages.put("entra", base + "/entra");
        pages.put("organizations", "/console/organizations");
        return pages;
    }

    /** An organization in which everything has that name. */
    private static Map<String, String> named(String userName, String text, String role) {
        Organization organization = ConsoleServer.shared()
                .component(Organizations.class)
                .create(new Slug("h" + UUID.randomUUID().toString().substring(0, 12)), text, Actor.system());
        ConsoleServer.shared().component(Organizations.class).setGroupsEnabled(organization.id(), true, Actor.system());
        Tokens tokens = ConsoleServer.shared().component(Tokens.class);
        var issued = tokens.issue(organization.id(), text, Actor.system());
        ConsoleServer.shared()
                .component(Roles.class)
                .add(organization.id(), role, text, Role.Kind.BOTH, Actor.system());
        ScimClient provider = new ScimClient(
                TestServer.scimUrl(ConsoleServer.shared()), issued.secret().reveal());
        String user =
                provider.post("/Users", """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%3$s","active":true,
                         "externalId":"%1$s","displayName":"%1$s","jotform_user_role":"%2$s",
                         "emails":[{"value":"%1$s"}]}""".formatted(text, role, userName)).id();
        assertThat(user).isNotEmpty();
        provider.patch("/Users/" + user, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"replace","value":{"title":"%s"}}]}""".formatted(text));
        String group = provider.post("/Groups", """
                        {"displayName":"%1$s","externalId":"%1$s","members":[{"value":"%2$s"}]}""".formatted(text, user)).id();
        assertThat(group).isNotEmpty();
        return pages(organization, user, group, role, issued.token().id());
    }

    @Test
    void charactersThatMoveOthersAreShownAndNeverWork() {
        Map<String, String> pages = named("turning", TURNING, "r\u202Eole");
        ConsoleClient client = ConsoleClient.signedIn(
                ConsoleServer.shared(), ConsoleServer.administrator(ConsoleServer.shared(), Optional.empty()));
        pages.forEach((name, path) -> {
            String page = client.get(path).body();
            String seen = page.replaceAll(HIDDEN, "");
            assertThat(seen).as(name).doesNotContain("\u202E", "\u2066b", "\u200B");
            if (!name.equals("organizations")) {
                assertThat(seen).as(name).contains(SHOWN);
            }
        });
    }

    @Test
    void namesThatAreReadFromRightToLeftKeepToThemselves() {
        Map<String, String> pages = named("\u05D0\u05D1\u05D2", "\u05D0\u05D1\u05D2", "\u05D3\u05D4");
        ConsoleClient client = ConsoleClient.signedIn(
                ConsoleServer.shared(), ConsoleServer.administrator(ConsoleServer.shared(), Optional.empty()));
        pages.forEach((name, path) -> {
            String page = client.get(path).body().replaceAll(HIDDEN, "").replaceAll("(?s)<pre.*?</pre>", "");
            assertThat(page.replaceAll("(?s)<bdi>.*?</bdi>", "").replaceAll("\u2068[^\u2069]*\u2069", ""))
                    .as(name)
                    .doesNotContain("\u05D0", "\u05D3");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1024, 1280})
    void longValuesLeaveRoomForTheOthers(int width) {
        Map<String, String> pages = named(LONG, LONG, "w".repeat(64));
        try (ConsoleVisit visit = ConsoleVisit.start(width).signIn(Optional.empty())) {
            pages.forEach((name, path) -> {
                visit.open(path);
                assertThat((List<?>) visit.page().evaluate(SQUEEZED)).as(name).isEmpty();
                assertThat(visit.page().evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .as("%s needs no sideways scrolling at %d pixels", name, width)
                        .isEqualTo(true);
                visit.picture("long-" + name + "-" + width);
            });
        }
    }
}
