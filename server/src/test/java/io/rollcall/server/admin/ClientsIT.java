package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OAuth clients and their secrets are managed by the admin API. */
class ClientsIT {
    private static final RunningServer SERVER = TestServer.shared();
    private static final ApiDescription DESCRIPTION = ApiDescription.servedBy(SERVER);

    private final TestOrganization organization = TestOrganization.create();
    private final AdminClient admin = AdminClient.boundTo(organization, SERVER, DESCRIPTION);
    private final String clients = "/organizations/" + organization.slug() + "/clients";

    private static int tokenStatus(String id, String secret) {
        return new ScimClient("http://127.0.0.1:" + SERVER.port(), "")
                .without("Authorization")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post("/oauth/token", "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret)
                .status();
    }

    @Test
    void createsListsAndRevokesAClient() {
        Response created = admin.post(clients, "{'name': 'Entra ID', 'scope': 'read-only', 'expiresInDays': 730}");
        String id = created.text("/clientId");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/tokenUrl")).endsWith("/oauth/token");
        assertThat(tokenStatus(id, created.text("/clientSecret"))).isEqualTo(200);
        Response found = admin.get(clients + "/" + id);
        assertThat(found.text("/scope")).isEqualTo("read-only");
        assertThat(found.text("/secrets/0/lastUsed/address")).isEqualTo("127.0.0.1");
        assertThat(found.body()).doesNotContain(created.text("/clientSecret"));
        assertThat(admin.get(clients).text("/items/0/clientId")).isEqualTo(id);

        assertThat(admin.delete(clients + "/" + id).status()).isEqualTo(204);
        assertThat(tokenStatus(id, created.text("/clientSecret"))).isEqualTo(401);
        assertThat(admin.delete(clients + "/" + id).status()).isEqualTo(409);
        assertThat(admin.get(clients + "/" + id).text("/state")).isEqualTo("revoked");
    }

    @Test
    void replacesASecret() {
        Response created = admin.post(clients, "{}");
        String client = clients + "/" + created.text("/clientId");
        Response second = admin.post(client + "/secrets", "{}");

        assertThat(second.status()).isEqualTo(201);
        assertThat(admin.post(client + "/secrets", "{}").status()).isEqualTo(409);
        assertThat(admin.delete(client + "/secrets/" + created.text("/client/secrets/0/id"))
                        .status())
                .isEqualTo(204);
        assertThat(tokenStatus(created.text("/clientId"), created.text("/clientSecret")))
                .isEqualTo(401);
        assertThat(tokenStatus(created.text("/clientId"), second.text("/clientSecret")))
                .isEqualTo(200);
    }

    @Test
    void createsAFederatedClientWithoutASecret() {
        Response created = admin.post(
                clients,
                "{'name': 'Entra ID', 'method': 'federated', 'issuer': 'https://login.microsoftonline.com/1/v2.0',"
                        + " 'subject': '2', 'audience': 'api://3',"
                        + " 'jwksUrl': 'https://login.microsoftonline.com/1/discovery/v2.0/keys'}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().has("clientSecret")).isFalse();
        assertThat(created.text("/client/audience")).isEqualTo("api://3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'method': 'federated'}",
                "{'issuer': 'https://issuer.example.com'}",
                "{'method': 'private-key'}",
                "{'method': 'private-key', 'jwks': '{}'}",
                "{'method': 'private-key', 'jwksUrl': 'https://10.0.0.1/keys'}",
                "{'method': 'private-key', 'jwksUrl': 'http://keys.example.com/'}",
                "{'expiresInDays': 30}",
                "{'expiresInDays': 2000}"
            })
    void refusesClientsThatCannotWork(String body) {
        ScimClient http = admin.http();

        assertThat(http.post(clients, body.replace('\'', '"')).status()).isEqualTo(400);
    }

    @Test
    void switchesStaticTokens() {
        String path = "/organizations/" + organization.slug();

        assertThat(admin.patch(path, "{'staticTokens': false}")
                        .json()
                        .path("staticTokens")
                        .asBoolean())
                .isFalse();
        assertThat(organization.client().get("/Users").status()).isEqualTo(401);
        assertThat(admin.patch(path, "{'staticTokens': true}")
                        .json()
                        .path("staticTokens")
                        .asBoolean())
                .isTrue();
    }
}
