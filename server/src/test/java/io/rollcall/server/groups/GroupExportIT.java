package io.rollcall.server.groups;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups in files: each line is what the server returns for the group, and a deletion of the organization leaves a copy. */
class GroupExportIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create().withGroups();
    private final ScimClient client = organization.client();
    private final String jane = client.post("/Users", "{\"userName\":\"jane\"}").id();

    private JsonNode group(String name, List<String> members) {
        String ids = members.stream().map(id -> "{\"value\":\"" + id + "\"}").collect(Collectors.joining(","));
        return client.post(
                        "/Groups",
                        "{\"displayName\":\"" + name + "\",\"externalId\":\"x-" + name + "\",\"members\":[" + ids
                                + "]}")
                .json();
    }

    private Ended run(String... arguments) {
        Ended ended = rollcall.run(arguments);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended;
    }

    private static List<JsonNode> lines(String text) {
        List<JsonNode> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            try {
                lines.add(JSON.readTree(line));
            } catch (IOException broken) {
                throw new AssertionError(line, broken);
            }
        });
        return lines;
    }

    /** Returns what a file has of a group as the server returns it: no addresses. */
    private static JsonNode withoutAddresses(JsonNode group) {
        ObjectNode rest = group.deepCopy();
        ((ObjectNode) rest.path("meta")).remove("location");
        rest.path("members").forEach(member -> ((ObjectNode) member).remove("$ref"));
        return rest;
    }

    @Test
    void writesEachGroupAsTheServerReturnsIt() {
        JsonNode staff = group("Sta\\\"ff", List.of(jane));
        JsonNode team = group("Team", List.of());

        List<JsonNode> written =
                lines(run("group", "export", organization.slug()).out());

        assertThat(written.get(0)).isEqualTo(withoutAddresses(staff));
        assertThat(((ObjectNode) written.get(1)).remove("members")).isEmpty();
        assertThat(written.get(1)).isEqualTo(withoutAddresses(team));
        assertThat(written).hasSize(2);
    }

    @Test
    void writesAllPartsOfManyAndLargeGroups() throws IOException {
        List<String> users = IntStream.rangeClosed(1, GroupMembers.PART + 1)
                .mapToObj(number -> "u" + number)
                .map(name ->
                        client.post("/Users", "{\"userName\":\"" + name + "\"}").id())
                .toList();
        group("Large", users);
        List<String> names =
                IntStream.rangeClosed(1, 101).mapToObj(number -> "G" + number).toList();
        names.forEach(name -> group(name, List.of(jane)));
        run("organization", "groups", "off", organization.slug());
        Path file = folder.resolve("groups.jsonl");

        Ended ended = run("group", "export", organization.slug(), "--output", file.toString());

        assertThat(ended.out()).contains("Wrote 102 groups to " + file);
        List<JsonNode> written = lines(Files.readString(file));
        assertThat(written.get(0).path("members").findValuesAsText("value")).containsExactlyInAnyOrderElementsOf(users);
        assertThat(written.stream().skip(1).map(line -> line.path("displayName").asText()))
                .containsExactlyElementsOf(names);
        assertThat(
                        TestServer.shared()
                                .component(Audit.class)
                                .list(AuditQuery.of(AuditKind.GROUPS_EXPORTED, 20))
                                .stream()
                                .filter(entry -> entry.organization().equals(Optional.of(organization.id())))
                                .map(AuditEntry::detail))
                .containsExactly("{\"groups\":102}");
    }

    @Test
    void aDeletionOfTheOrganizationLeavesACopyOfItsGroups() throws IOException {
        group("Staff", List.of(jane));
        Path file = folder.resolve("acme.jsonl");

        Ended ended = run(
                "organization",
                "delete",
                organization.slug(),
                "--confirm",
                organization.slug(),
                "--export",
                file.toString());

        assertThat(ended.out() + ended.err()).contains("acme.groups.jsonl");
        assertThat(lines(Files.readString(file))).hasSize(1);
        List<JsonNode> groups = lines(Files.readString(folder.resolve("acme.groups.jsonl")));
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).at("/members/0/display").asText()).isEqualTo("jane");
    }
}
