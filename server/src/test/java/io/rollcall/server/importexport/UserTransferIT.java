package io.rollcall.server.importexport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users leave one organization in a file and come into another. */
class UserTransferIT {
    private static final String JANE = """
            {"userName": "jane@example.com", "externalId": "=cmd|x", "active": false, "jotform_user_role": "creator",
             "name": {"givenName": "Jane", "familyName": "O'Hara, \\"Jr\\"", "middleName": "M"}, "displayName": "Jané\\nH",
             "title": "Boss", "emails": [{"value": "jane@work.example", "type": "work", "primary": true},
               {"value": "jane@home.example", "type": "home"}, {"value": "j@other.example"}],
             "phoneNumbers": [{"value": "+49 30 1", "type": "work"}],
             "addresses": [{"type": "work", "locality": "Berlin"}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "R&D"}}""";

    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization from = TestOrganization.create();
    private final TestOrganization to = TestOrganization.create();

    @TempDir
    private Path folder;

    @Test
    void carriesEverythingInJsonLines() {
        from.client().post("/Users", JANE);
        from.client().post("/Users", "{\"userName\": \"john\"}");

        Ended exported = rollcall.run("user", "export", from.slug(), "--output", file("all.jsonl"), "--json");
        assertThat(exported.json().path("users").asInt()).isEqualTo(2);
        assertThat(imported("all.jsonl").path("created").asInt()).isEqualTo(2);

        for (String name : List.of("jane@example.com", "john")) {
            assertThat(user(to.client(), name)).isEqualTo(user(from.client(), name));
        }
        assertThat(imported("all.jsonl").path("unchanged").asInt()).isEqualTo(2);
    }

    @Test
    void carriesTheUsualAttributesInCsvAndLeavesTheOthers() throws IOException {
        from.client().post("/Users", JANE);
        rollcall.run("user", "export", from.slug(), "--output", file("all.csv"));
        assertThat(Files.readString(folder.resolve("all.csv"))).contains("'=cmd|x", "'+49 30 1");

        assertThat(imported("all.csv").path("created").asInt()).isEqualTo(1);
        ObjectNode there = user(to.client(), "jane@example.com");
        ObjectNode here = user(from.client(), "jane@example.com");
        assertThat(there.at("/emails")).hasSize(2);
        here.remove(List.of("addresses", "emails"));
        ((ObjectNode) here.get("name")).remove("middleName");
        there.remove("emails");
        assertThat(there).isEqualTo(here);

        write("title.csv", "userName,title\r\nJANE@example.com,Owner\r\n");
        assertThat(imported("title.csv", from).path("changed").asInt()).isEqualTo(1);
        ObjectNode changed = user(from.client(), "jane@example.com");
        assertThat(changed.path("title").asText()).isEqualTo("Owner");
        assertThat(changed.at("/addresses/0/locality").asText()).isEqualTo("Berlin");
        assertThat(changed.path("emails")).hasSize(3);
        assertThat(changed.path("userName").asText()).isEqualTo("JANE@example.com");
    }

    @Test
    void saysWhatADryRunWouldDoAndDoesNothing() throws IOException {
        to.client().post("/Users", "{\"userName\": \"old\"}");
        to.client().post("/Users", "{\"userName\": \"same\"}");
        write(
                "all.jsonl",
                "{\"userName\": \"new\"}",
                "{\"userName\": \"old\", \"title\": \"x\"}",
                "{\"userName\": \"same\"}",
                "{\"userName\": \"bad\", \"jotform_user_role\": \"pope\"}",
                "{\"userName\": \"old\", \"jotform_user_role\": \"pope\"}");

        JsonNode report = imported("all.jsonl", to, "--dry-run");
        assertThat(report.path("created").asInt()).isEqualTo(1);
        assertThat(report.path("changed").asInt()).isEqualTo(1);
        assertThat(report.path("unchanged").asInt()).isEqualTo(1);
        assertThat(report.path("refused").asInt()).isEqualTo(2);
        assertThat(to.client().get("/Users").text("/totalResults")).isEqualTo("2");
        assertThat(user(to.client(), "old").has("title")).isFalse();
    }

    @Test
    void refusesLinesByTheirNumberAndTakesTheOthers() throws IOException {
        write(
                "all.jsonl",
                "{\"userName\": \"a\"}",
                "",
                "{\"userName\": ",
                "[]",
                "{\"title\": \"nobody\"}",
                "{\"userName\": \"b\", \"jotform_user_role\": \"pope\"}",
                "{\"userName\": \"c\", \"emails\": 7}",
                "{\"userName\": \"d\"}");

        Ended ended = rollcall.run("user", "import", to.slug(), file("all.jsonl"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("Line 3: The line is not well-formed JSON", "Line 4: The line is not a JSON object.")
                .contains("Line 5: userName is required", "Line 6: ", "pope", "Line 7: emails")
                .contains("2 created, 0 changed, 0 unchanged, 5 refused.");
        assertThat(ended.err()).contains("5 of 7 lines were refused");
        Response refused = to.client().post("/Users", "{\"userName\": \"b\", \"jotform_user_role\": \"pope\"}");
        assertThat(ended.out()).contains("Line 6: " + refused.text("/detail"));
    }

    @Test
    void endsWhatBrokeOff() throws IOException {
        List<String> lines = IntStream.range(0, 3_000)
                .mapToObj(number -> "{\"userName\": \"user" + number + "\"}")
                .collect(Collectors.toCollection(ArrayList::new));
        write("first.jsonl", lines.subList(0, 1_200).toArray(String[]::new));
        write("all.jsonl", lines.toArray(String[]::new));

        assertThat(imported("first.jsonl").path("created").asInt()).isEqualTo(1_200);
        JsonNode report = imported("all.jsonl");
        assertThat(report.path("created").asInt()).isEqualTo(1_800);
        assertThat(report.path("unchanged").asInt()).isEqualTo(1_200);
        Ended exported = rollcall.run("user", "export", to.slug());
        assertThat(exported.lines()).hasSize(3_000).doesNotHaveDuplicates();
    }

    @Test
    void exportsThoseWhoAreAskedFor() {
        from.client().post("/Users", JANE);
        from.client().post("/Users", "{\"userName\": \"john\", \"jotform_user_role\": \"user\"}");

        assertThat(rollcall.run("user", "export", from.slug(), "--active", "true")
                        .out())
                .contains("john")
                .doesNotContain("jane");
        assertThat(rollcall.run("user", "export", from.slug(), "--role", "creator", "--format", "csv")
                        .out())
                .contains("jane")
                .doesNotContain("john");
        assertThat(rollcall.run("user", "export", to.slug()).out()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        write("bad.csv", "userName,shoe", "a,43");
        write("nameless.csv", "title", "x");
        write("short.csv", "userName,title", "a");

        assertRefused("bad.csv", "There is no column 'shoe'. The columns are id, userName,");
        assertRefused("nameless.csv", "no column userName");
        assertRefused("nothing.jsonl", "cannot be read");
        assertThat(rollcall.run("user", "import", to.slug(), file("short.csv")).out())
                .contains("Line 2: The row has 1 cell, but there are 2 headings.");
        assertThat(rollcall.run("user", "export", from.slug(), "--output", file("no/such/folder"))
                        .err())
                .contains("cannot be written");
    }

    @Test
    void isSavedBeforeAnOrganizationIsDeleted() throws IOException {
        from.client().post("/Users", JANE);

        Ended refused = rollcall.run("organization", "delete", from.slug(), "--confirm", from.slug());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("has 1 user", "--export FILE", "--no-export");
        Ended failed = rollcall.run(
                "organization", "delete", from.slug(), "--confirm", from.slug(), "--export", file("no/such/folder"));
        assertThat(failed.code()).isEqualTo(1);
        assertThat(from.client().get("/Users").text("/totalResults")).isEqualTo("1");

        rollcall.run("organization", "delete", from.slug(), "--confirm", from.slug(), "--export", file("saved.jsonl"));
        assertThat(from.client().get("/Users").status()).isEqualTo(401);
        assertThat(imported("saved.jsonl").path("created").asInt()).isEqualTo(1);
        assertThat(user(to.client(), "jane@example.com").path("title").asText()).isEqualTo("Boss");
    }

    private void assertRefused(String file, String words) {
        Ended ended = rollcall.run("user", "import", to.slug(), file(file));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains(words);
    }

    private JsonNode imported(String file) {
        return imported(file, to);
    }

    private JsonNode imported(String file, TestOrganization organization, String... options) {
        List<String> arguments = new ArrayList<>(List.of("user", "import", organization.slug(), file(file), "--json"));
        arguments.addAll(List.of(options));
        return rollcall.run(arguments.toArray(String[]::new)).json();
    }

    /** The User as clients see it, without what is the server's own. */
    private static ObjectNode user(ScimClient client, String userName) {
        ObjectNode user = (ObjectNode)
                client.filter("userName eq \"" + userName + "\"").json().at("/Resources/0");
        user.remove(List.of("id", "meta"));
        return user;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }
}
