package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /Users/{id} (RFC 7644 section 3.4.1). */
class RetrieveIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    @Test
    void givesTheUserWithItsVersionAndAddress() {
        Response made = CLIENT.post("/Users", user(someName()));
        Response found = CLIENT.get("/Users/" + made.id());
        assertThat(assertOk(found)).isEqualTo(made.json());
        assertThat(found.header("ETag")).isEqualTo(found.text("/meta/version"));
        assertThat(found.header("Location")).isEqualTo(found.text("/meta/location"));
    }

    @Test
    void givesInactiveUsersLikeOthers() {
        String id = CLIENT.post("/Users", user(someName(), "'active':false")).id();
        assertThat(assertOk(CLIENT.get("/Users/" + id)).path("active").asBoolean(true))
                .isFalse();
    }

    /** The two long numbers are those of Okta's tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2819c223-7f76-453a-919d-413861904646",
                "2819c223",
                "0",
                "-1",
                "010101001010101011001010101011",
                "00919288221112222",
                "a%20b",
                "a%2Fb",
                "%C3%A9%F0%9F%98%80",
                "%22%3E%3Cscript%3E",
                "a.b;c=d",
                "'%20or%201=1"
            })
    void knowsNobodyByAnyOtherId(String id) {
        assertRefused(CLIENT.get("/Users/" + id), 404, "");
    }

    /** RFC 7643 section 3.1: id is case exact. */
    @Test
    void tellsIdsApartByCase() {
        String id = CLIENT.post("/Users", user(someName())).id();
        assertRefused(CLIENT.get("/Users/" + id.toUpperCase(Locale.ROOT)), 404, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "?attributes=", "?unknown=x", "?filter=userName%20pr", "?count=x", "?"})
    void findsTheUserWhateverElseTheAddressSays(String more) {
        String id = CLIENT.post("/Users", user(someName())).id();
        assertThat(assertOk(CLIENT.get("/Users/" + id + more)).path("id").asText())
                .isEqualTo(id);
    }

    @Test
    void findsTheUserByAPercentEncodedId() {
        String id = CLIENT.post("/Users", user(someName())).id();
        assertOk(CLIENT.get("/Users/" + id.replace("-", "%2D")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/emails", "/.search", "//"})
    void hasNothingBelowAUser(String below) {
        String id = CLIENT.post("/Users", user(someName())).id();
        assertRefused(CLIENT.get("/Users/" + id + below), 404, "");
    }
}
