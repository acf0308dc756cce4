package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An administrator creates and revokes OAuth clients in the console, and switches static tokens. */
class ClientPagesIT {
    private static final Pattern SECRET = Pattern.compile("rollcall_cs_[A-Za-z0-9_-]{43}");

    private final TestOrganization organization = TestOrganization.create();
    private final String page = "/console/organizations/" + organization.slug() + "/security/clients";
    private final String name = ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id()));
    private final String session = ConsoleClient.of(TestServer.shared())
            .signIn(name, ConsoleServer.PASSWORD)
            .cookie()
            .orElseThrow();

    private ConsoleClient client(String... cookies) {
        return ConsoleClient.of(TestServer.shared()).with("Cookie", String.join("; ", cookies));
    }

    private OAuthClient only() {
        List<OAuthClient> all =
                TestServer.shared().component(OAuthClients.class).list(organization.id());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void showsANewSecretOnce() {
        Response created = client(session).post(page + "/create", Map.of("name", "Entra ID"));
        String carried = created.cookie("__Secure-rollcall-secret")
                .or(() -> created.cookie("rollcall-secret"))
                .orElseThrow();
        String shown = page + "/" + only().clientId() + "/created";

        assertThat(created.location()).endsWith(shown);
        assertThat(client(session, carried).get(shown).body())
                .containsPattern(SECRET)
                .contains(only().clientId())
                .contains("/oauth/token");
        assertThat(client(session).get(shown).body())
                .doesNotContainPattern(SECRET)
                .contains("A new secret is shown only once");
        assertThat(client(session).get(page).body()).contains("Entra ID").contains(only().clientId());
    }

    @Test
    void createsAFederatedClientFromTheValuesOfEntra() {
        Response created = client(session)
                .post(
                        page + "/create",
                        Map.of(
                                "name", "Entra ID",
                                "issuer", "https://login.microsoftonline.com/1/v2.0",
                                "subject", "2",
                                "audience", "api://3",
                                "jwks-url", "https://login.microsoftonline.com/1/discovery/v2.0/keys"));

        assertThat(created.status()).isEqualTo(303);
        assertThat(only().method()).isEqualTo(OAuthClient.Method.FEDERATED);
    }

    @Test
    void showsTheFormAgainIfAValueIsWrong() {
        Response refused =
                client(session).post(page + "/create", Map.of("name", "Entra ID", "issuer", "https://issuer.example"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("https://issuer.example").contains("The subject has");
    }

    @Test
    void revokesAClient() {
        client(session).post(page + "/create", Map.of("name", "Entra ID"));

        String revoke = page + "/" + only().clientId() + "/revoke";
        assertThat(client(session).get(revoke).body()).contains("Revoke client Entra ID?");
        assertThat(client(session).post(revoke).status()).isEqualTo(303);
        assertThat(only().revoked()).isPresent();
    }

    @Test
    void theOverviewCountsAClientWhereStaticTokensAreRejected() {
        String overview = "/console/organizations/" + organization.slug();
        client(session).post(page + "/static-off");
        assertThat(client(session).get(overview).body())
                .contains("there&#39;s no active OAuth client")
                .contains(page);

        client(session).post(page + "/create", Map.of("name", "Entra ID"));

        assertThat(client(session).get(overview).body())
                .doesNotContain("no active OAuth client", "No active token")
                .contains("No successful request from your identity provider yet");
    }

    @Test
    void switchesStaticTokensOffAndOn() {
        assertThat(client(session).post(page + "/static-off").status()).isEqualTo(303);
        assertThat(organization.client().get("/Users").status()).isEqualTo(401);
        assertThat(client(session).post(page + "/static-on").status()).isEqualTo(303);
        assertThat(organization.client().get("/Users").status()).isEqualTo(200);
    }
}
