package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thing has the same JSON from a terminal and over the admin API, so that a script can change from one to the other. */
class SameNamesIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create();
    private final String slug = organization.slug();
    private final String base = "/organizations/" + slug;
    private final ScimClient api =
            AdminClient.http(TestServer.shared(), AdminClient.newKey(TestServer.shared(), Optional.empty()));
    private String user = "";

    @BeforeEach
    void createUser() {
        user = organization
                .client()
                .post(
                        "/Users",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"jane\",\"externalId\":\"1\"}")
                .text("/id");
        organization.client().post("/Users", "{}");
    }

    @Test
    void organizationsAreTheSame() {
        assertThat(command("organization", "show", slug).get(0)).isEqualTo(get(base));
        assertThat(withId(command("organization", "list"), "slug", slug))
                .isEqualTo(withId(items("/organizations"), "slug", slug));
        assertThat(command("organization", "policy", slug).get(0).path("deprovisioning"))
                .isEqualTo(get(base).path("deprovisioning"));
    }

    @Test
    void renamedOrganizationsAreTheSame() {
        String renamed = "n" + slug.substring(0, 10);
        rollcall.run("organization", "rename", slug, renamed);
        JsonNode shown = command("organization", "show", renamed).get(0);
        assertThat(shown).isEqualTo(get("/organizations/" + renamed));
        assertThat(shown.at("/formerSlugs/0/slug").asText()).isEqualTo(slug);
    }

    @Test
    void tokensAreTheSame() {
        JsonNode generated = command("token", "generate", slug).get(0);
        assertThat(names(generated))
                .isEqualTo(names(api.post(base + "/tokens", "{}").json()));
        String id = generated.at("/token/id").asText();
        JsonNode rotated = command("token", "rotate", slug, id).get(0);
        ((ObjectNode) rotated).remove("replaces");
        String old = Long.toString(organization.issued().token().id());
        assertThat(names(rotated))
                .isEqualTo(names(
                        api.post(base + "/tokens/" + old + "/rotate", "{}").json()));
        rollcall.run("token", "revoke", slug, id);
        organization.client().get("/Users");
        assertThat(command("token", "list", slug)).isEqualTo(items(base + "/tokens"));
        assertThat(names(withId(items(base + "/tokens"), "id", id))).contains("revoked", "replacedBy");
    }

    @Test
    void keysAreTheSame() {
        JsonNode created = command("key", "create", "--organization", slug).get(0);
        JsonNode posted = api.post("/keys", "{\"name\":\"Test\",\"organization\":\"" + slug + "\"}")
                .json();
        assertThat(names(created)).isEqualTo(names(posted));
        String id = created.at("/key/id").asText();
        rollcall.run("key", "rotate", id);
        rollcall.run("key", "revoke", id);
        assertThat(withId(command("key", "list"), "id", id)).isEqualTo(withId(items("/keys"), "id", id));
    }

    @Test
    void rolesAreTheSame() {
        assertThat(command("role", "list", slug)).isEqualTo(items(base + "/roles"));
        assertThat(command("role", "default", slug, "user").get(0)).isEqualTo(get(base + "/roles/user"));
        assertThat(command("role", "list", slug, "--okta").get(0)).isEqualTo(get(base + "/okta-roles"));
        assertThat(command("role", "retire", slug, "creator", "--dry-run")
                        .get(0)
                        .path("holders"))
                .isEqualTo(get(base + "/roles/creator/holders"));
    }

    @Test
    void usersAreTheSame() {
        assertThat(command("user", "list", slug)).isEqualTo(items(base + "/users"));
        assertThat(command("user", "show", slug, "jane").get(0)).isEqualTo(get(base + "/users/" + user));
        assertThat(names(command("user", "deactivate", slug, "jane").get(0)))
                .isEqualTo(names(items(base + "/users").get(0)));
        rollcall.run("user", "delete", slug, "jane", "--confirm", "jane");
        assertThat(command("user", "list", slug, "--former")).isEqualTo(items(base + "/users?former=true"));
    }

    @Test
    void activityIsTheSameAndGoesOnByTheSameWord() {
        List<JsonNode> all = command("activity", "list", slug);
        assertThat(all).hasSizeGreaterThan(3).isEqualTo(items(base + "/activity"));
        assertThat(all).anySatisfy(entry -> assertThat(names(entry)).contains("detail"));
        String second = all.get(1).path("id").asText();
        assertThat(command("activity", "list", slug, "--limit", "1", "--after", second))
                .isEqualTo(items(base + "/activity?limit=1&after=" + second));
        assertThat(command("activity", "show", slug, second).get(0)).isEqualTo(all.get(1));
    }

    @Test
    void auditEntriesAreTheSameAndGoOnByTheSameWord() {
        rollcall.run("organization", "suspend", slug);
        List<JsonNode> all = command("audit", "list", "--organization", slug);
        assertThat(all).hasSizeGreaterThan(1).isEqualTo(items("/audit?organization=" + slug));
        String first = all.get(0).path("id").asText();
        assertThat(command("audit", "list", "--organization", slug, "--limit", "1", "--after", first))
                .isEqualTo(items("/audit?limit=1&organization=" + slug + "&after=" + first));
    }

    @Test
    void administratorsHaveTheNamesOfTheAccessReview() {
        String name = "names-" + UUID.randomUUID();
        JsonNode added =
                command("administrator", "add", name, "--organization", slug).get(0);
        assertThat(added.fieldNames()).toIterable().containsExactly("administrator", "password");
        JsonNode listed = withId(command("administrator", "list"), "name", name);
        assertThat(added.path("administrator")).isEqualTo(listed);
        ObjectNode reviewed = (ObjectNode) withId(items("/access-review"), "name", name);
        assertThat(command("access", "review", "--organization", slug)).contains(reviewed);
        reviewed.remove(List.of("kind", "findings"));
        assertThat(listed).isEqualTo(reviewed);
    }

    private List<JsonNode> command(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        Ended ended = rollcall.run(all);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.lines().stream().map(SameNamesIT::read).toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(line, malformed);
        }
    }

    private JsonNode get(String path) {
        return api.get(path).json();
    }

    private List<JsonNode> items(String path) {
        return StreamSupport.stream(get(path).path("items").spliterator(), false)
                .toList();
    }

    private static JsonNode withId(List<JsonNode> all, String member, String value) {
        return all.stream()
                .filter(one -> one.path(member).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    /** The names of the members of the object and of those in it. */
    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.properties().forEach(member -> {
            names.add(member.getKey());
            member.getValue().fieldNames().forEachRemaining(name -> names.add(member.getKey() + "." + name));
        });
        return names;
    }
}
