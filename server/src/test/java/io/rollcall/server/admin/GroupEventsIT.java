package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each change of a group and of its members is an event. */
class GroupEventsIT {
    private static final JsonSchema SCHEMA = schema();

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("../docs/events.schema.json")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final TestOrganization organization = TestOrganization.create().withGroups();
    private final ScimClient client = organization.client();
    private final ScimClient admin = AdminClient.http(
            TestServer.shared(), AdminClient.newKey(TestServer.shared(), Optional.of(organization.id())));
    private final String jane = create("jane");
    private final String john = create("john");
    private final String path = "/Groups/"
            + client.post(
                            "/Groups",
                            "{\"displayName\":\"Staff\",\"externalId\":\"x1\",\"members\":[{\"value\":\"" + jane
                                    + "\"}]}")
                    .id();

    private String create(String name) {
        return client.post("/Users", "{\"userName\":\"" + name + "\"}").id();
    }

    private void patch(String operation) {
        String body = "{'Operations':[" + operation + "]}";
        assertThat(client.patch(path, body.replace('\'', '"')).status()).isEqualTo(204);
    }

    private List<JsonNode> events(int count) {
        return Eventually.get(
                () -> {
                    List<JsonNode> events = new ArrayList<>();
                    admin.get("/events?types=group.*&limit=1000")
                            .json()
                            .path("events")
                            .forEach(events::add);
                    return events;
                },
                found -> found.size() >= count);
    }

    private List<String> words(int count) {
        return events(count).stream()
                .peek(event ->
                        assertThat(SCHEMA.validate(event)).as(event.toString()).isEmpty())
                .map(event -> event.path("type").asText().substring("group.".length()) + " "
                        + event.path("version").asInt() + " "
                        + event.at("/data/displayName").asText()
                        + (event.at("/data/member/id").asText().equals(jane) ? " jane" : "")
                        + (event.at("/data/member/id").asText().equals(john) ? " john" : ""))
                .toList();
    }

    @Test
    void hasAnEventForEachChange() {
        patch("{'op':'add','path':'members','value':[{'value':'" + john + "'},{'value':'" + jane + "'}]}");
        patch("{'op':'replace','value':{'id':'x','displayName':'Staff'}}");
        patch("{'op':'replace','path':'displayName','value':'Team'},{'op':'remove','path':'members[value eq \\'" + jane
                + "\\']'}");
        client.delete("/Users/" + john);
        client.delete(path);

        assertThat(words(7))
                .containsExactlyInAnyOrder(
                        "created 1 Staff",
                        "member_added 1 Staff jane",
                        "member_added 2 Staff john",
                        "updated 3 Team",
                        "member_removed 3 Team jane",
                        "member_removed 4 Team john",
                        "deleted 5 Team");
        assertThat(events(7)).extracting(event -> event.path("version").asInt()).isSorted();
        JsonNode updated = events(7).stream()
                .filter(event -> event.path("type").asText().equals("group.updated"))
                .findFirst()
                .orElseThrow();
        assertThat(updated.at("/data/changed")).hasToString("[\"displayName\"]");
        assertThat(updated.at("/data/previous")).hasToString("{\"displayName\":\"Staff\"}");
        assertThat(updated.at("/data/externalId").asText()).isEqualTo("x1");
        assertThat(updated.at("/subject/type").asText()).isEqualTo("group");
        assertThat(updated.at("/subject/id").asText()).isEqualTo(path.substring("/Groups/".length()));
    }

    @Test
    void hasNoEventForARefusedChange() {
        String refused = "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + john
                + "\"},{\"value\":\"01900000-0000-7000-8000-000000000001\"}]}]}";
        assertThat(client.patch(path, refused).status()).isEqualTo(400);
        patch("{'op':'remove','path':'members'}");

        assertThat(words(3))
                .containsExactlyInAnyOrder(
                        "created 1 Staff", "member_added 1 Staff jane", "member_removed 2 Staff jane");
    }
}
