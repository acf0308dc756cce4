package io.rollcall.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.database.JsonMembers;
import io.rollcall.server.kernel.UserId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Length of a user's event. */
class UserDataTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_LENGTH = 50_000;

    private static UserData user(String document) {
        return new UserData(new UserId(new UUID(1, 2)), 1, JsonMembers.of(document), Optional.empty());
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    @Test
    void leavesOutAnEmailAddressOfMoreThan4096Characters() throws JsonProcessingException {
        JsonNode data = json(user("{\"userName\":\"jane\",\"active\":true,\"emails\":[{\"value\":\""
                        + "a".repeat(800_000) + "@example.com\"}]}")
                .json());

        assertThat(data.has("email")).isFalse();
        assertThat(data.path("omitted")).hasToString("[\"email\"]");
        assertThat(data.path("userName").asText()).isEqualTo("jane");
    }

    @Test
    void isBoundedWhateverChanges() throws JsonProcessingException {
        String document = IntStream.range(0, 50)
                .mapToObj(number -> "\"attribute" + number + "\":\"" + "x".repeat(4_000) + "\"")
                .collect(Collectors.joining(",", "{", "}"));

        String data = user("{\"userName\":\"jane\",\"active\":true}").changed(JsonMembers.of(document), "role");

        assertThat(data.length()).isLessThan(MAX_LENGTH);
        assertThat(json(data).path("changed")).hasSize(52);
        assertThat(json(data).path("previous").path("attribute0").asText()).hasSize(4_000);
        assertThat(json(data).path("previous").path("userName").isNull()).isTrue();
    }
}
