package io.rollcall.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient.Response;

/** Okta's checks of every kind of response. */
final class ScimAssertions {
    private static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";

    private ScimAssertions() {}

    /** RFC 7644 section 3.12: an Error body whose detail an administrator can read. */
    static void assertError(Response answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        assertThat(answer.json().path("schemas").path(0).textValue()).isEqualTo(MESSAGES + "Error");
        assertThat(answer.json().path("status").textValue()).isEqualTo(Integer.toString(status));
        assertThat(answer.text("/detail")).endsWith(".").doesNotContain("Exception", "io.rollcall", "SELECT");
    }

    static void assertError(Response answer, int status, String scimType) {
        assertError(answer, status);
        assertThat(answer.text("/scimType")).isEqualTo(scimType);
    }

    /** RFC 7644 section 3.4.2: a ListResponse whose numbers are integers, with as many resources as it says. */
    static JsonNode assertList(Response answer, int totalResults, int itemsPerPage) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        JsonNode list = answer.json();
        assertThat(list.path("schemas").path(0).textValue()).isEqualTo(MESSAGES + "ListResponse");
        assertThat(list.path("totalResults").isInt()).isTrue();
        assertThat(list.path("totalResults").intValue()).isEqualTo(totalResults);
        assertThat(list.path("itemsPerPage").isInt()).isTrue();
        assertThat(list.path("itemsPerPage").intValue()).isEqualTo(itemsPerPage);
        assertThat(list.path("startIndex").isInt()).isTrue();
        assertThat(list.path("Resources")).hasSize(itemsPerPage);
        return list.path("Resources");
    }
}
