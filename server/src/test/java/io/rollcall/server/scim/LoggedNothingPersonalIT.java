package io.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.LogCapture;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a client does, right or wrong, the log at INFO and above holds no personal data, token or filter. */
class LoggedNothingPersonalIT {
    private static final String USER = """
            {"userName": "wilhelmina@secret.example", "externalId": "00uWilhelmina",
             "name": {"givenName": "Wilhelmina", "familyName": "Quux"}, "password": "hunter2hunter2",
             "phoneNumbers": [{"value": "+49 30 555 0199"}], "jotform_user_role": "admin"}""";
    private static final List<String> PERSONAL =
            List.of("ilhelmina", "secret.example", "Quux", "hunter2", "555 0199", "userName eq");

    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();

    @Test
    void whateverAClientDoes() {
        try (LogCapture log = new LogCapture()) {
            doWhatSucceeds();
            doWhatIsRefused();
            assertThat(log.texts()).noneMatch(this::isPersonal);
        }
    }

    private boolean isPersonal(String logged) {
        return logged.contains(organization.token()) || PERSONAL.stream().anyMatch(logged::contains);
    }

    private void doWhatSucceeds() {
        String user = "/Users/" + client.post("/Users", USER).id();
        client.filter("userName eq \"wilhelmina@secret.example\"");
        client.put(user, USER.replace("Quux", "Quux-Wilhelmina"));
        client.patch(user, """
                {"Operations": [{"op": "replace", "path": "name.familyName", "value": "Wilhelmina"}]}""");
        client.post("/Bulk", """
                {"Operations": [{"method": "POST", "path": "/Users", "bulkId": "1", "data": %s}]}""".formatted(USER));
        assertThat(client.delete(user).status()).isEqualTo(204);
    }

    private void doWhatIsRefused() {
        client.post("/Users", USER.substring(1));
        client.post("/Users", USER.replace("\"admin\"", "\"Wilhelmina\""));
        client.filter("userName eq wilhelmina@secret.example");
        client.get("/Users?sortBy=wilhelmina");
        client.get("/Wilhelmina/Quux");
        client.with("Authorization", "Bearer " + organization.token() + "x").get("/Users");
        client.with("Content-Encoding", "gzip").post("/Users", USER);
        int port = TestServer.shared().port();
        RawConnection.exchange(port, "GET /wilhelmina@secret.example%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        RawConnection.exchange(port, "wilhelmina@secret.example Quux\r\n\r\n");
        assertThat(client.post("/Users", "[]").status()).isEqualTo(400);
    }
}
