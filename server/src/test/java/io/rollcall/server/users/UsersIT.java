package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import org.junit.jupiter.api.Test;

class UsersIT {
    private final ScimClient client = TestOrganization.create().client();

    @Test
    void refusesARenameToATakenNameIgnoringCase() {
        client.post("/Users", "{\"userName\":\"jane\"}");
        Response john = client.post("/Users", "{\"userName\":\"john\"}");

        Response renamed = client.put("/Users/" + john.id(), "{\"userName\":\"JANE\"}");

        assertThat(renamed.status()).isEqualTo(409);
        assertThat(renamed.text("/scimType")).isEqualTo("uniqueness");
        assertThat(client.get("/Users/" + john.id()).text("/userName")).isEqualTo("john");
    }

    @Test
    void changesTheSpellingOfAUsersOwnName() {
        Response jane = client.post("/Users", "{\"userName\":\"jane\"}");

        assertThat(client.put("/Users/" + jane.id(), "{\"userName\":\"Jane\"}").text("/userName"))
                .isEqualTo("Jane");
    }

    @Test
    void freesTheNameOfAUserWhoIsGone() {
        Response jane = client.post("/Users", "{\"userName\":\"jane\",\"emails\":[{\"value\":\"jane@example.com\"}]}");
        client.delete("/Users/" + jane.id());

        assertThat(client.post("/Users", "{\"userName\":\"jane\"}").status()).isEqualTo(201);
        assertThat(client.filter("emails.value eq \"jane@example.com\"").text("/totalResults"))
                .isEqualTo("0");
    }

    @Test
    void refusesANameThatFoldingMakesTooLong() {
        Response answer = client.post("/Users", "{\"userName\":\"" + "\uFB03".repeat(512) + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/scimType")).isEqualTo("invalidValue");
    }

    @Test
    void keepsTheLongestName() {
        assertThat(client.post("/Users", "{\"userName\":\"" + "\u00DF".repeat(320) + "\"}")
                        .status())
                .isEqualTo(201);
    }
}
