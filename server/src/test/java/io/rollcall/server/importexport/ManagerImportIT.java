package io.rollcall.server.importexport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Managers of users who come from another organization, where they have other ids. */
class ManagerImportIT {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String UNKNOWN = "01900000-0000-7000-8000-000000000000";

    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization from = TestOrganization.create();
    private final TestOrganization to = TestOrganization.create();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"all.jsonl", "all.csv"})
    void areFoundByTheIdOfTheirLineBeforeOrAfter(String file) throws IOException {
        String early = create("early", "");
        create("middle", early);
        String late = create("late", "");
        manage("early", late);
        manage("late", late);
        export(file);

        JsonNode planned = imported(to, file, "--dry-run").json();
        JsonNode report = imported(to, file).json();

        for (JsonNode each : List.of(planned, report)) {
            assertThat(each.path("created").asInt()).isEqualTo(3);
            assertThat(each.path("managersMapped").asInt()).isEqualTo(3);
            assertThat(each.path("managersSkipped").asInt()).isZero();
        }
        assertThat(manager(to, "early")).isEqualTo(id(to, "late")).isNotEqualTo(late);
        assertThat(manager(to, "middle")).isEqualTo(id(to, "early"));
        assertThat(manager(to, "late")).isEqualTo(id(to, "late"));

        JsonNode again = imported(to, file).json();
        assertThat(again.path("unchanged").asInt()).isEqualTo(3);
        assertThat(again.path("refused").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.jsonl", "all.csv"})
    void stayInTheirOwnOrganization(String file) throws IOException {
        String boss = create("boss", "");
        create("report", boss);
        create("stray", "nobody");
        export(file);

        JsonNode report = imported(from, file).json();

        assertThat(report.path("unchanged").asInt()).isEqualTo(3);
        assertThat(report.path("managersMapped").asInt()).isZero();
        assertThat(report.path("managersSkipped").asInt()).isZero();
        assertThat(manager(from, "report")).isEqualTo(boss);
        assertThat(manager(from, "stray")).isEqualTo("nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"some.jsonl", "some.csv"})
    void whoAreNotInTheFileAreFoundByTheUserNameInTheExport(String file) throws IOException {
        String boss = create("boss", "");
        create("report", boss);
        from.client().patch("/Users/" + boss, deactivation());
        rollcall.run("user", "export", from.slug(), "--active", "true", "--output", path(file));
        to.client().post("/Users", "{\"userName\": \"BOSS\"}");

        assertThat(imported(to, file).json().path("managersMapped").asInt()).isEqualTo(1);
        assertThat(manager(to, "report")).isEqualTo(id(to, "boss"));
    }

    private static String deactivation() {
        return "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                + " \"Operations\": [{\"op\": \"replace\", \"path\": \"active\", \"value\": false}]}";
    }

    @ParameterizedTest
    @CsvSource({
        "manager,boss@x.test",
        "manager,BOSS@X.test",
        "manager,E7",
        "manager.userName,boss@x.test",
        "MANAGER.ExternalId,E7"
    })
    void areFoundByUserNameAndExternalIdInATable(String heading, String value) throws IOException {
        write("a.csv", "userName,externalId," + heading, "report,," + value, "boss@x.test,E7,");

        assertThat(imported(to, "a.csv", "--dry-run")
                        .json()
                        .path("managersMapped")
                        .asInt())
                .isEqualTo(1);
        assertThat(imported(to, "a.csv").json().path("managersMapped").asInt()).isEqualTo(1);
        assertThat(manager(to, "report")).isEqualTo(id(to, "boss@x.test"));
        assertThat(imported(to, "a.csv").json().path("unchanged").asInt()).isEqualTo(2);
    }

    @Test
    void whoAreUnknownAreSkippedAndTheOwnStays() throws IOException {
        create(to, "boss", "");
        create(to, "kept", id(to, "boss"));
        write(
                "a.jsonl",
                "{\"userName\": \"new\", " + managerMember(UNKNOWN) + "}",
                "{\"userName\": \"kept\", \"title\": \"x\", " + managerMember(UNKNOWN) + "}");

        for (String option : List.of("--dry-run", "--json")) {
            Ended ended = imported(to, "a.jsonl", option);
            assertThat(ended.code()).isZero();
            assertThat(ended.json().path("created").asInt()).isEqualTo(1);
            assertThat(ended.json().path("changed").asInt()).isEqualTo(1);
            assertThat(ended.json().path("managersSkipped").asInt()).isEqualTo(2);
            assertThat(ended.json().at("/skippedManagers/1/line").asInt()).isEqualTo(2);
            assertThat(ended.json().at("/skippedManagers/1/detail").asText()).contains(UNKNOWN, "is not the id");
        }
        assertThat(manager(to, "new")).isEmpty();
        assertThat(manager(to, "kept")).isEqualTo(id(to, "boss"));
        assertThat(rollcall.run("user", "import", to.slug(), path("a.jsonl")).out())
                .contains("Line 1: The manager '" + UNKNOWN, "0 mapped to their id here, 2 not found and skipped.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dry-run", "--json"})
    void ofAnExternalIdThatSeveralHaveAreNotGuessed(String option) throws IOException {
        write("a.csv", "userName,externalId,manager", "c,,same", "a,same,", "b,same,");

        JsonNode report = imported(to, "a.csv", option).json();
        assertThat(report.path("managersMapped").asInt()).isZero();
        assertThat(report.path("managersSkipped").asInt()).isEqualTo(1);
        assertThat(report.at("/skippedManagers/0/detail").asText()).contains("'same'", "externalId of several users");
    }

    @Test
    void ofAnIdThatSeveralLinesHaveAreThoseOfTheFirst() throws IOException {
        write("a.csv", "id,userName,manager", "1,a,", "1,b,", "3,c,1", "3,d,");

        imported(to, "a.csv");
        assertThat(manager(to, "c")).isEqualTo(id(to, "a"));
    }

    @Test
    void whomTwoColumnsContradictAreRefused() throws IOException {
        write("first.csv", "userName", "boss", "other");
        imported(to, "first.csv");
        write("a.csv", "userName,manager,manager.userName", "report," + id(to, "boss") + ",other");

        Ended ended = imported(to, "a.csv");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.json().at("/problems/0/detail").asText()).contains("name two users", "'other'");
    }

    @Test
    void leaveNothingOfTheOneBefore() throws IOException {
        String boss = create("boss", "");
        create("other", "");
        from.client()
                .post(
                        "/Users",
                        "{\"userName\": \"report\", \"" + ENTERPRISE + "\": {\"manager\": {\"value\": \"" + boss
                                + "\", \"$ref\": \"../Users/" + boss + "\"}}}");
        write("a.csv", "userName,manager", "report,other");
        imported(from, "a.csv");
        assertThat(user(from, "report").path(ENTERPRISE).toString())
                .contains(id(from, "other"))
                .doesNotContain(boss);

        write("b.csv", "userName,manager", "report,");
        imported(from, "b.csv");
        assertThat(user(from, "report").has(ENTERPRISE)).isFalse();
    }

    @Test
    void haveTheirAddressMappedToo() throws IOException {
        write(
                "a.jsonl",
                "{\"id\": \"1\", \"userName\": \"boss\"}",
                "{\"id\": \"2\", \"userName\": \"report\", \"" + ENTERPRISE
                        + "\": {\"manager\": {\"value\": \"1\", \"$ref\": \"../Users/1\"}}}");
        imported(to, "a.jsonl");
        assertThat(user(to, "report").path(ENTERPRISE).toString())
                .contains(id(to, "boss"))
                .doesNotContain("Users/1\"");
    }

    private void export(String file) {
        assertThat(rollcall.run("user", "export", from.slug(), "--output", path(file))
                        .code())
                .isZero();
    }

    private Ended imported(TestOrganization organization, String file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("user", "import", organization.slug(), path(file)));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--json")) {
            arguments.add("--json");
        }
        return rollcall.run(arguments.toArray(String[]::new));
    }

    private String create(String userName, String manager) {
        return create(from, userName, manager);
    }

    private static String create(TestOrganization organization, String userName, String manager) {
        String member = manager.isEmpty() ? "" : ", " + managerMember(manager);
        return organization
                .client()
                .post("/Users", "{\"userName\": \"" + userName + "\"" + member + "}")
                .text("/id");
    }

    private void manage(String userName, String manager) {
        from.client()
                .put(
                        "/Users/" + id(from, userName),
                        "{\"userName\": \"" + userName + "\", " + managerMember(manager) + "}");
    }

    private static String managerMember(String manager) {
        return "\"" + ENTERPRISE + "\": {\"manager\": {\"value\": \"" + manager + "\"}}";
    }

    private static JsonNode user(TestOrganization organization, String userName) {
        return organization
                .client()
                .filter("userName eq \"" + userName + "\"")
                .json()
                .at("/Resources/0");
    }

    private static String id(TestOrganization organization, String userName) {
        return user(organization, userName).path("id").asText();
    }

    private static String manager(TestOrganization organization, String userName) {
        return user(organization, userName)
                .path(ENTERPRISE)
                .path("manager")
                .path("value")
                .asText();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }
}
