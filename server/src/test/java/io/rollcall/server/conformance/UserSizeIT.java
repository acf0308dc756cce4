package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Answer;
import io.rollcall.server.testing.TestOrganization;
import org.junit.jupiter.api.Test;

class UserSizeIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();
    private static final int LONG = 600_000;

    /** Each change by itself is smaller than a body may be. */
    @Test
    void refusesChangesThatAddUpToMoreThanABody() {
        String path = "/Users/"
                + assertCreated(CLIENT.post("/Users", user("grows"))).path("id").asText();
        assertOk(add(path, "title"));
        assertRefused(add(path, "nickName"), 400, "invalidValue");
        assertThat(assertOk(CLIENT.get(path)).has("nickName")).isFalse();
        assertOk(CLIENT.patch(path, """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations": [{"op": "remove", "path": "title"}]}"""));
        assertOk(add(path, "nickName"));
    }

    private static Answer add(String path, String attribute) {
        return CLIENT.patch(path, """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations": [{"op": "add", "path": "%s", "value": "%s"}]}""".formatted(attribute, "x".repeat(LONG)));
    }
}
