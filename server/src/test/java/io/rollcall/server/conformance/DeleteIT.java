package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DELETE /Users/{id} (RFC 7644 section 3.6). */
class DeleteIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    private final String name = someName();
    private final String address = "/Users/"
            + CLIENT.post("/Users", user(name, "'emails':[{'value':'" + name + "'}]"))
                    .id();

    @Test
    void answersWithoutABody() {
        Response answer = CLIENT.delete(address);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEmpty();
    }

    /** "The service provider MUST return a 404 for all operations associated with the previously deleted resource." */
    @Test
    void leavesNothingBehind() {
        CLIENT.delete(address);
        assertRefused(CLIENT.get(address), 404, "");
        assertRefused(CLIENT.put(address, user(name)), 404, "");
        assertRefused(CLIENT.patch(address, patch("{'op':'add','value':{'title':'x'}}")), 404, "");
        assertRefused(CLIENT.delete(address), 404, "");
        assertThat(CLIENT.filter("userName eq \"" + name + "\"").text("/totalResults"))
                .isEqualTo("0");
        assertThat(CLIENT.filter("emails eq \"" + name + "\"").text("/totalResults"))
                .isEqualTo("0");
        assertThat(CLIENT.filter("emails[value co \"" + name + "\"]").text("/totalResults"))
                .isEqualTo("0");
        assertThat(CLIENT.get("/Users?count=1000").body()).doesNotContain(name);
    }

    /** Uniqueness does not count the deleted, and the name alone gives nobody the id of another (RFC 7643 section 3.1). */
    @Test
    void freesTheUserName() {
        CLIENT.delete(address);
        Response again = CLIENT.post("/Users", user(name));
        assertCreated(again);
        assertThat(again.id()).isNotEqualTo(address.substring("/Users/".length()));
    }

    @Test
    void takesABodyThatSaysNothing() {
        assertThat(CLIENT.send("DELETE", address, "{}").status()).isEqualTo(204);
    }

    @Test
    void needsAnId() {
        assertRefused(CLIENT.delete("/Users"), 405, "");
        assertRefused(CLIENT.delete("/Users/"), 405, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2819c223-7f76-453a-919d-413861904646", "0", "*", ".search", "%20"})
    void knowsNobodyByAnyOtherId(String id) {
        Response answer = CLIENT.delete("/Users/" + id);
        assertThat(answer.status()).isIn(404, 405);
        assertRefused(answer, answer.status(), "");
    }
}
