package io.rollcall.server.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import org.junit.jupiter.api.Test;

/** {@code rollcall client} creates OAuth clients for scripts and people, and revokes them. */
class ClientCommandIT {
    private final TestCommands commands = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create();

    private JsonNode create(String... options) {
        String[] all = new String[options.length + 4];
        all[0] = "client";
        all[1] = "create";
        all[2] = organization.slug();
        all[3] = "--json";
        System.arraycopy(options, 0, all, 4, options.length);
        return commands.run(all).json();
    }

    private int tokenStatus(String id, String secret) {
        return new ScimClient("http://127.0.0.1:" + TestServer.shared().port(), "")
                .without("Authorization")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post("/oauth/token", "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret)
                .status();
    }

    @Test
    void printsWhatScriptsRelyOn() {
        JsonNode created = create("--name", "Entra");

        assertThat(created.fieldNames()).toIterable().containsExactly("clientId", "clientSecret", "tokenUrl");
        assertThat(created.path("tokenUrl").asText())
                .isEqualTo("https://" + organization.slug() + "." + TestServer.BASE_DOMAIN + "/oauth/token");
        assertThat(tokenStatus(
                        created.path("clientId").asText(),
                        created.path("clientSecret").asText()))
                .isEqualTo(200);
    }

    @Test
    void createsAFederatedClientWithoutASecret() {
        JsonNode created = create(
                "--federated",
                "--issuer=https://login.microsoftonline.com/1/v2.0",
                "--subject=2",
                "--audience=api://3",
                "--jwks-url=https://login.microsoftonline.com/1/discovery/v2.0/keys");

        assertThat(created.fieldNames()).toIterable().containsExactly("clientId", "tokenUrl");
        JsonNode listed =
                commands.run("client", "list", organization.slug(), "--json").json();
        assertThat(listed.path("method").asText()).isEqualTo("federated");
        assertThat(listed.path("audience").asText()).isEqualTo("api://3");
    }

    @Test
    void refusesOptionsThatDoNotFit() {
        assertThat(commands.run("client", "create", organization.slug(), "--federated")
                        .code())
                .isEqualTo(2);
        assertThat(commands.run("client", "create", organization.slug(), "--issuer=x")
                        .code())
                .isEqualTo(2);
        assertThat(commands.run("client", "create", organization.slug(), "--private-key")
                        .code())
                .isEqualTo(2);
        assertThat(commands.run("client", "create", organization.slug(), "--expires=30")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void replacesASecretWithoutAnOutage() {
        JsonNode created = create();
        String id = created.path("clientId").asText();
        JsonNode second = commands.run("client", "secret", organization.slug(), id, "--json")
                .json();

        assertThat(tokenStatus(id, created.path("clientSecret").asText())).isEqualTo(200);
        assertThat(tokenStatus(id, second.path("clientSecret").asText())).isEqualTo(200);
        Ended third = commands.run("client", "secret", organization.slug(), id);
        assertThat(third.code()).isEqualTo(1);
        assertThat(third.err()).contains("maximum");

        String first = Long.toString(second.path("secretId").asLong() - 1);
        assertThat(commands.run("client", "revoke", organization.slug(), id, "--secret", first)
                        .out())
                .contains("Revoked the secret");
        assertThat(tokenStatus(id, created.path("clientSecret").asText())).isEqualTo(401);
        assertThat(tokenStatus(id, second.path("clientSecret").asText())).isEqualTo(200);
        assertThat(commands.run("client", "revoke", organization.slug(), id).out())
                .contains("Revoked the client");
        assertThat(tokenStatus(id, second.path("clientSecret").asText())).isEqualTo(401);
        assertThat(commands.run("client", "list", organization.slug()).out()).contains("revoked");
    }

    @Test
    void switchesStaticTokensOffAndOn() {
        assertThat(commands.run("organization", "static-tokens", "off", organization.slug())
                        .out())
                .contains("refuses static tokens");
        assertThat(organization.client().get("/Users").status()).isEqualTo(401);
        commands.run("organization", "static-tokens", "on", organization.slug());
        assertThat(organization.client().get("/Users").status()).isEqualTo(200);
    }
}
