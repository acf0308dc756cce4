package io.rollcall.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient.Response;
import java.util.List;
import java.util.stream.StreamSupport;

/** Assertions on each kind of response (RFC 7644 sections 3.4.2 and 3.12). */
final class Answers {
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    /** Words that only somebody inside the server could have written. */
    private static final String INSIDES =
            "(?s).*(Exception|[a-z]+\\.[a-z]+\\.[A-Z][a-z]+[A-Z]|io\\.rollcall|org\\.|jackson"
                    + "|Grizzly|SELECT |JSON_|\\bu\\.|\\tat |MariaDB|Duplicate entry|null pointer).*";

    private Answers() {}

    /** @param scimType empty if the RFC has none for the status */
    static void assertRefused(Response answer, int status, String scimType) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        JsonNode error = answer.json();
        assertThat(error.path("schemas")).hasToString("[\"" + ERROR + "\"]");
        assertThat(error.path("status").isTextual()).as(answer.body()).isTrue();
        assertThat(error.path("status").asText()).isEqualTo(Integer.toString(status));
        assertThat(error.path("scimType").asText()).as(answer.body()).isEqualTo(scimType);
        assertThat(error.path("detail").asText())
                .hasSizeGreaterThan(15)
                .doesNotMatch(INSIDES)
                .doesNotContain("HTTP ");
        assertThat(error.size()).isEqualTo(scimType.isEmpty() ? 3 : 4);
    }

    static JsonNode assertOk(Response answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        return answer.json();
    }

    static JsonNode assertCreated(Response answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    /** The userNames on a page, in its order; the page itself is checked on the way. */
    static List<String> userNames(Response answer) {
        JsonNode list = assertOk(answer);
        assertThat(list.path("schemas")).hasToString("[\"" + Bodies.LIST + "\"]");
        assertThat(list.path("totalResults").isInt()).isTrue();
        assertThat(list.path("itemsPerPage").asInt())
                .isEqualTo(list.path("Resources").size());
        return StreamSupport.stream(list.path("Resources").spliterator(), false)
                .map(user -> user.path("userName").asText())
                .toList();
    }
}
