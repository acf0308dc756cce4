package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of every refusal (RFC 7644 section 3.12); what each is about is tested in its chapter. */
class ErrorsIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();
    private static final String ID = CLIENT.post("/Users", user(someName())).id();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET    | /Users?filter=foo        |                          | 400 | invalidFilter
            GET    | /Users?count=x           |                          | 400 | invalidCount
            GET    | /Users?sortBy=name       |                          | 400 | invalidPath
            GET    | /Users?attributes=a&excludedAttributes=b |          | 400 | invalidValue
            POST   | /Users                   | {                        | 400 | invalidSyntax
            POST   | /Users                   | {}                       | 400 | invalidValue
            POST   | /Users                   | {'schemas':['urn:x']}    | 400 | invalidSyntax
            PATCH  | /Users/ID                | {'Operations':[{'op':'remove'}]} | 400 | noTarget
            PATCH  | /Users/ID                | {'Operations':[{'op':'remove','path':'x'}]} | 400 | invalidPath
            PATCH  | /Users/ID                | {'Operations':[{'op':'remove','path':'id'}]} | 400 | mutability
            PUT    | /Users/ID                | {}                       | 400 | invalidValue
            GET    | /Schemas?filter=id+pr    |                          | 403 |
            GET    | /Users/x                 |                          | 404 |
            GET    | /Groups/x                |                          | 404 |
            GET    | /Schemas/urn:x           |                          | 404 |
            GET    | /ResourceTypes/Group     |                          | 404 |
            GET    | /nowhere                 |                          | 404 |
            DELETE | /Users                   |                          | 405 |
            POST   | /Groups                  | {'displayName':'g'}      | 501 |
            PUT    | /Groups/x                | {'displayName':'g'}      | 501 |
            PATCH  | /Groups/x                | {}                       | 501 |
            DELETE | /Groups/x                |                          | 501 |
            GET    | /Me                      |                          | 501 |
            POST   | /Me                      | {}                       | 501 |
            PUT    | /Me                      | {}                       | 501 |
            PATCH  | /Me                      | {}                       | 501 |
            DELETE | /Me                      |                          | 501 |
            """)
    void saysWhatWasWrong(String method, String path, String body, int status, String scimType) {
        Response answer = CLIENT.send(method, path.replace("ID", ID), body == null ? "" : json(body));
        assertRefused(answer, status, scimType == null ? "" : scimType);
        assertThat(answer.header("X-Request-Id")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer nonsense",
                "Bearer ",
                "Bearer",
                "nonsense",
                "Basic dXNlcjpwYXNz",
                "Bearer rollcall_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Digest username=x"
            })
    void asksForATokenThatIsValid(String authorization) {
        ScimClient stranger = CLIENT.with("Authorization", authorization);
        for (String path : new String[] {"/Users", "/Users/" + ID, "/Schemas", "/ServiceProviderConfig", "/nowhere"}) {
            Response answer = stranger.get(path);
            assertRefused(answer, 401, "");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"SCIM\", error=\"invalid_token\"");
        }
        assertRefused(stranger.post("/Users", "{"), 401, "");
        assertRefused(stranger.delete("/Users/" + ID), 401, "");
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        Response answer = CLIENT.without("Authorization").get("/Users");
        assertRefused(answer, 401, "");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"SCIM\"");
        assertThat(answer.text("/detail")).contains("Authorization");
        assertRefused(
                CLIENT.without("Authorization").with("Accept", "text/html").get("/Users"), 401, "");
    }

    @Test
    void saysThatProvisioningIsSwitchedOff() throws SQLException {
        TestOrganization organization = TestOrganization.create();
        try (Connection connection = TestDatabase.connect();
                PreparedStatement off =
                        connection.prepareStatement("UPDATE organizations SET scim_enabled = FALSE WHERE slug = ?")) {
            off.setString(1, organization.organization().slug().toString());
            off.executeUpdate();
        }
        Response answer = organization.client().get("/Users");
        assertRefused(answer, 403, "");
        assertThat(answer.text("/detail")).contains("Admin Console");
    }

    /** Error bodies are JSON whatever the client asked for, so that its log shows them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "*/*", "image/png", "application/*", "application/json;q=0.5, application/scim+json"
            })
    void answersErrorsAsScimWhateverElseIsAccepted(String accept) {
        assertThat(CLIENT.with("Accept", accept).get("/nowhere").json().path("schemas"))
                .hasSize(1);
        assertRefused(CLIENT.with("Accept", accept).get("/nowhere"), 404, "");
    }

    /** Quoted input is not markup for the reader of a log, and does not break the JSON. */
    @Test
    void quotesWhatItRepeats() {
        assertRefused(CLIENT.filter("<script>\"\\"), 400, "invalidFilter");
        assertRefused(CLIENT.get("/Users?sortBy=%22%5C%0A%3Cscript%3E"), 400, "invalidPath");
        assertRefused(CLIENT.get("/Users?count=%22%5C%0A"), 400, "invalidCount");
    }
}
