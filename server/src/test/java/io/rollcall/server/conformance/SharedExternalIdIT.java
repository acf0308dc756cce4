package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.userNames;
import static io.rollcall.server.conformance.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** externalId is the client's own, and nothing keeps it unique (RFC 7643 section 3.1). */
class SharedExternalIdIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();
    private static final String SHARED = "/Users?filter=" + ScimClient.encoded("externalId eq \"shared\"");

    @BeforeAll
    static void createUsers() {
        for (String name : new String[] {"zoe", "adam", "mia"}) {
            assertCreated(CLIENT.post("/Users", json("{'userName':'" + name + "','externalId':'shared'}")));
        }
        assertCreated(CLIENT.post("/Users", json("{'userName':'other','externalId':'another'}")));
    }

    @Test
    void findsAllWhoHaveItInTheOrderOfTheirCreation() {
        assertThat(userNames(CLIENT.get(SHARED))).containsExactly("zoe", "adam", "mia");
    }

    @Test
    void countsThoseBeyondThePage() {
        Response page = CLIENT.get(SHARED + "&startIndex=1&count=2");
        assertThat(userNames(page)).containsExactly("zoe", "adam");
        assertThat(page.json().path("totalResults").asInt()).isEqualTo(3);
    }

    @Test
    void findsTheRestOnTheNextPage() {
        assertThat(userNames(CLIENT.get(SHARED + "&startIndex=3&count=2"))).containsExactly("mia");
    }

    @Test
    void findsThemInAnotherOrder() {
        assertThat(userNames(CLIENT.get(SHARED + "&sortBy=userName"))).containsExactly("adam", "mia", "zoe");
    }
}
