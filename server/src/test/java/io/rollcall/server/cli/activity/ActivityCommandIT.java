package io.rollcall.server.cli.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The activity commands, from a terminal. */
class ActivityCommandIT {
    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();

    @Test
    void listsTheNewestAtTheTop() {
        create("jane");
        refuse();

        Ended ended = list();
        assertThat(ended.lines().get(0)).matches("TIME +EVENT +TARGET +ACTOR +ID");
        assertThat(ended.lines().get(1)).contains("request.refused (400)", "POST /Users", "token 'Test'");
        assertThat(ended.lines().get(2)).contains("user.created", "jane");
        assertThat(kinds("--limit", "2")).containsExactly("request.refused", "user.created");
    }

    @Test
    void selectsByUserKindAndRefusal() {
        String jane = create("jane");
        create("john");
        client.delete("/Users/" + jane);
        refuse();

        assertThat(kinds("--user", "JANE")).containsExactly("user.deleted", "user.created");
        assertThat(kinds("--user", jane)).containsExactly("user.deleted", "user.created");
        assertThat(kinds("--kind", "user.created")).containsExactly("user.created", "user.created");
        assertThat(kinds("--refused")).containsExactly("request.refused");
    }

    @Test
    void selectsByTime() {
        create("jane");

        assertThat(kinds("--from", "1h", "--kind", "user.created")).hasSize(1);
        assertThat(kinds("--to", "1h")).isEmpty();
        assertThat(kinds("--from", Instant.now().plusSeconds(60).toString())).isEmpty();
        assertThat(kinds("--to", Instant.now().plusSeconds(60).toString(), "--kind", "user.created"))
                .hasSize(1);
    }

    @Test
    void goesOnBehindAnEntry() {
        create("jane");
        create("john");

        List<JsonNode> first = json("--limit", "1");
        assertThat(list("--limit", "1").out())
                .contains("--after " + first.get(0).path("id").asText());
        assertThat(json("--limit", "1", "--after", first.get(0).path("id").asText()))
                .extracting(entry -> entry.path("subject").asText())
                .containsExactly("jane");
    }

    @Test
    void showsWhatChangedAndWhoDidIt() {
        String jane = create("jane");
        Response changed = client.with("User-Agent", "Okta SCIM Client 1.0.0")
                .patch(
                        "/Users/" + jane,
                        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Boss\"}]}");

        JsonNode entry = json("--limit", "1").get(0);
        Ended words = show(entry.path("id").asText());
        assertThat(words.out())
                .contains("What        user.changed", "About       jane", "Who         token 'Test'")
                .contains("User id     " + jane, "From        127.0.0.1", "Client      Okta SCIM Client 1.0.0")
                .contains("Request id  " + changed.header("X-Request-Id"))
                .contains("Changed     title: nothing -> \"Boss\"");
        assertThat(show(entry.path("id").asText(), "--json").json()).isEqualTo(entry);
        assertThat(entry.at("/changes/title/after").asText()).isEqualTo("Boss");
    }

    @Test
    void showsWhyARequestWasRefused() {
        Response refused = refuse();

        assertThat(show(json("--limit", "1").get(0).path("id").asText()).out())
                .contains("What        request.refused (400)", "Reason      " + refused.text("/detail"));
    }

    @Test
    void tellsOperatorsInTheConsoleFromAdministrators() {
        Actor operator = new Actor(Actor.Kind.OPERATOR, "ops", "192.0.2.7", "Firefox", "r1");
        Organizations organizations = TestServer.shared().component(Organizations.class);
        organizations.setScimEnabled(organization.id(), false, operator);
        organizations.setScimEnabled(organization.id(), true, Actor.operator());

        assertThat(list().lines().get(1)).contains("Command line");
        assertThat(list().lines().get(2)).contains("operator 'ops'");
        assertThat(json("--limit", "2"))
                .allSatisfy(
                        entry -> assertThat(entry.at("/actor/kind").asText()).isEqualTo("operator"));
    }

    @Test
    void keepsOrganizationsApart() {
        create("jane");
        String entry = json("--limit", "1").get(0).path("id").asText();
        String other = TestOrganization.create().slug();

        Ended ended = rollcall.run("activity", "show", other, entry);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("There is no entry with the id " + entry);
        assertThat(rollcall.run("activity", "list", other, "--user", "jane").code())
                .isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        assertUsage("'x' is no kind of activity", "--kind", "x");
        assertUsage("'yesterday' is no time", "--from", "yesterday");
        assertUsage("--limit is 0", "--limit", "0");
    }

    private void assertUsage(String words, String... options) {
        Ended ended = list(options);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(words);
    }

    private String create(String userName) {
        return client.post("/Users", "{\"userName\":\"" + userName + "\"}").id();
    }

    private Response refuse() {
        return client.post("/Users", "{}");
    }

    private Ended list(String... options) {
        List<String> arguments = new ArrayList<>(List.of("activity", "list", organization.slug()));
        arguments.addAll(List.of(options));
        return rollcall.run(arguments.toArray(String[]::new));
    }

    private Ended show(String id, String... options) {
        List<String> arguments = new ArrayList<>(List.of("activity", "show", organization.slug(), id));
        arguments.addAll(List.of(options));
        return rollcall.run(arguments.toArray(String[]::new));
    }

    private List<JsonNode> json(String... options) {
        return list(Stream.concat(Stream.of(options), Stream.of("--json")).toArray(String[]::new)).lines().stream()
                .map(ActivityCommandIT::read)
                .toList();
    }

    private List<String> kinds(String... options) {
        return json(options).stream().map(entry -> entry.path("kind").asText()).toList();
    }

    private static JsonNode read(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(line, malformed);
        }
    }
}
