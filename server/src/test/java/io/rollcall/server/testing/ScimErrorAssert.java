package io.rollcall.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.testing.RawConnection.RawAnswer;

/** Assertions on every SCIM error, from any part of the server (RFC 7644 section 3.12). */
public final class ScimErrorAssert {
    private static final JsonMapper JSON = new JsonMapper();

    private ScimErrorAssert() {}

    /** Asserts that a response is a SCIM Error with that status and a detail that reveals no internals. */
    public static void assertScimError(RawAnswer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.toString()).startsWith("application/scim+json");
        assertThat(answer.header("Content-Type")).doesNotContainIgnoringCase("iso-8859-1");
        assertThat(answer.header("X-Request-Id")).as(answer.toString()).matches("[0-9a-f]{16}");
        assertScimError(answer.body(), status);
        assertTellsNothing(answer);
    }

    /** Asserts the same of a body. */
    public static void assertScimError(String body, int status) {
        JsonNode error = read(body);
        assertThat(error.at("/schemas/0").textValue()).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(error.path("status").textValue()).as(body).isEqualTo(Integer.toString(status));
        assertThat(error.path("detail").textValue()).as(body).isNotBlank();
        assertThat(body).doesNotContainPattern("(?i)exception|grizzly|jersey|glassfish|io\\.rollcall|\\bat [a-z]+\\.");
    }

    private static void assertTellsNothing(RawAnswer answer) {
        assertThat(answer.head()).doesNotContainPattern("(?i)grizzly|jersey|rollcall|java|server:");
        assertThat(answer.body()).doesNotContainIgnoringCase("<html");
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("not JSON: " + body, malformed);
        }
    }
}
