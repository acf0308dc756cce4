package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever an identity provider writes, into whichever attribute, is shown as text and never run. */
class StoredScriptIT {
    private static final String HOSTILE =
            "\"'><script>window.stolen=1</script><img src=x onerror=window.stolen=1>${797*797}{{797*797}}</textarea></code>`";
    private static final String HOSTILE_ADDRESS = "javascript:window.stolen=1";
    private static final List<String> LEFT_OUT = List.of("$ref", "id", "meta", "groups", "password");
    private static final List<String> BREAKING_OUT =
            List.of("<script>window", "<img src=x", "</textarea>", "=\"javascript:", "635209", "635,209");

    private final Organization organization = TestServer.shared()
            .component(Organizations.class)
            .create(new Slug("x" + UUID.randomUUID().toString().substring(0, 12)), HOSTILE, Actor.system());
    private final ScimClient provider = new ScimClient(
                    TestServer.scimUrl(TestServer.shared()),
                    TestServer.shared()
                            .component(Tokens.class)
                            .issue(organization.id(), HOSTILE, Actor.system())
                            .secret()
                            .reveal())
            .with("User-Agent", HOSTILE);
    private final ConsoleClient administrator = ConsoleClient.signedIn(
            TestServer.shared(), ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id())));

    @Test
    void everyAttributeIsShownAsText() {
        String role = "\"'><b>x";
        TestServer.shared()
                .component(Roles.class)
                .add(organization.id(), role, HOSTILE, Role.Kind.PERSONAL, Actor.system());
        ObjectNode user = userOfSchemas();
        user.put("jotform_user_role", role);
        Response created = provider.post("/Users", user.toString());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        ObjectNode changed = user.deepCopy();
        changed.put("title", "was " + HOSTILE);
        assertThat(provider.put("/Users/" + created.id(), changed.toString()).status())
                .isEqualTo(200);
        changed.put("jotform_user_role", HOSTILE);
        assertThat(provider.put("/Users/" + created.id(), changed.toString()).status())
                .isEqualTo(400);

        TestServer.shared().component(Organizations.class).setGroupsEnabled(organization.id(), true, Actor.system());
        ObjectNode group = user.objectNode().put("displayName", HOSTILE).put("externalId", HOSTILE);
        group.putArray("members").addObject().put("value", created.id());
        Response pushed = provider.post("/Groups", group.toString());
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);

        String base = "/console/organizations/" + organization.slug();
        String userPage = base + "/users/" + created.id();
        String profile = administrator.get(userPage).body();
        assertThat(names(user).filter(name -> !profile.contains(name)))
                .as("not in the profile")
                .isEmpty();
        assertThat(profile).contains("&lt;script&gt;window.stolen=1&lt;/script&gt;");
        Stream<String> entries =
                ids(administrator.get(base + "/activity").body(), "entry-").map(id -> base + "/activity/" + id);
        Stream.concat(
                        Stream.of(
                                base,
                                base + "/users",
                                base + "/users?q=" + ScimClient.encoded("\"'>"),
                                base + "/users?q=" + ScimClient.encoded(HOSTILE),
                                base + "/users?role=" + ScimClient.encoded(HOSTILE) + "&state="
                                        + ScimClient.encoded(HOSTILE),
                                userPage,
                                userPage + "/deactivate",
                                base + "/groups",
                                base + "/groups?q=" + ScimClient.encoded("\"'>"),
                                base + "/groups?q=" + ScimClient.encoded(HOSTILE) + "&after="
                                        + ScimClient.encoded(HOSTILE),
                                base + "/groups/" + pushed.id(),
                                base + "/roles",
                                base + "/roles/role?value=" + ScimClient.encoded(role),
                                base + "/roles/role/retire?value=" + ScimClient.encoded(role),
                                base + "/roles/role?value=" + ScimClient.encoded(HOSTILE),
                                base + "/activity",
                                base + "/activity?kind=" + ScimClient.encoded(HOSTILE) + "&period="
                                        + ScimClient.encoded(HOSTILE),
                                base + "/security",
                                base + "/okta",
                                base + "/entra",
                                base + "?done=" + ScimClient.encoded(HOSTILE)),
                        entries)
                .forEach(this::assertHarmless);
    }

    private static Stream<String> names(ObjectNode user) {
        return user.properties().stream().map(Map.Entry::getKey);
    }

    private void assertHarmless(String path) {
        ConsoleClient.Response answer = administrator.get(path);
        assertThat(answer.status()).as(path).isIn(200, 404);
        BREAKING_OUT.forEach(text -> assertThat(withoutTimes(answer.body()).contains(text))
                .as("%s contains %s", path, text)
                .isFalse());
    }

    /** Numbers of moments, ids and versions may be what the templates come to. */
    private static String withoutTimes(String page) {
        return page.replaceAll("[0-9a-f]{2,}-[0-9a-f-]+", "")
                .replaceAll("\\d{2}:\\d{2}[0-9:.Z]*", "")
                .replaceAll("assets/[0-9a-f]+", "")
                .replaceAll("[0-9a-f]{16}|[A-Za-z0-9_-]{43}", "");
    }

    private static Stream<String> ids(String page, String prefix) {
        return Pattern.compile(prefix + "([0-9a-f-]{36})")
                .matcher(page)
                .results()
                .map(match -> match.group(1));
    }

    /** A User with the hostile text in every text that the published schemas have. */
    private ObjectNode userOfSchemas() {
        ObjectNode user = new JsonMapper().createObjectNode();
        provider.get("/Schemas").json().path("Resources").forEach(schema -> {
            String id = schema.path("id").asText();
            if (id.endsWith(":core:2.0:User")) {
                schema.path("attributes").forEach(attribute -> fill(user, attribute));
            } else if (id.endsWith(":enterprise:2.0:User")) {
                ObjectNode extension = user.putObject(id);
                schema.path("attributes").forEach(attribute -> fill(extension, attribute));
            }
        });
        user.put("userName", HOSTILE + UUID.randomUUID());
        return user;
    }

    private static void fill(ObjectNode into, JsonNode attribute) {
        String name = attribute.path("name").asText();
        if (attribute.path("mutability").asText().equals("readOnly") || LEFT_OUT.contains(name)) {
            return;
        }
        switch (attribute.path("type").asText()) {
            case "string" -> into.put(name, HOSTILE);
            case "reference" -> into.put(name, HOSTILE_ADDRESS);
            case "binary" -> into.put(name, "PHNjcmlwdD4=");
            case "complex" -> {
                ObjectNode value = attribute.path("multiValued").asBoolean()
                        ? into.putArray(name).addObject()
                        : into.putObject(name);
                attribute.path("subAttributes").forEach(member -> fill(value, member));
            }
            default -> {
                // true, false and numbers hold no script
            }
        }
    }
}
