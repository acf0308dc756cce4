package io.rollcall.server.scim.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token endpoint limits requests of an organization, and failures of an address. */
@TestInstance(Lifecycle.PER_CLASS)
class TokenEndpointLimitsIT {
    private static final int MORE_THAN_ALLOWED = 30;

    private final RunningServer server = TestServer.start(Map.of(
            "database.pool-size", "4",
            "events.webhooks.allow-private", "true",
            "http.trusted-proxies", "127.0.0.1",
            "limits.organization-requests-per-second", "1",
            "limits.address-failures-per-minute", "3"));
    private final OAuthCaller caller = new OAuthCaller(server);

    @AfterAll
    void stop() {
        server.close();
    }

    /** Calls from an address of its own, so that no other test's failures count. */
    private ScimClient from(String address) {
        return caller.http().with("X-Forwarded-For", address);
    }

    private static Response send(ScimClient http, Map<String, String> form) {
        return http.post("/oauth/token", OAuthCaller.encoded(form));
    }

    private static Map<String, String> wrong(OAuthClient.Issued client, int guess) {
        return Map.of(
                "grant_type",
                OAuthCaller.CREDENTIALS,
                "client_id",
                client.client().clientId(),
                "client_secret",
                "rollcall_cs_guess" + guess);
    }

    private static Response untilRefused(Supplier<Response> call) {
        return Stream.generate(call)
                .limit(MORE_THAN_ALLOWED)
                .filter(response -> response.status() == 429)
                .findFirst()
                .orElseThrow();
    }

    private static void assertTooMany(Response refused) {
        assertThat(refused.text("/error")).isEqualTo("temporarily_unavailable");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
    }

    @Test
    void tellsAnAddressThatGuessesSecretsToWaitAndLetsTheRightOneIn() {
        OAuthClient.Issued client = caller.create(TestOrganization.create(server));
        ScimClient http = from("198.51.100.1");
        int[] guess = {0};

        assertTooMany(untilRefused(() -> send(http, wrong(client, guess[0]++))));
        assertTooMany(send(http, wrong(client, 0)));

        assertThat(send(http, OAuthCaller.form(client)).status()).isEqualTo(200);
        assertThat(send(from("198.51.100.2"), wrong(client, 0)).status()).isEqualTo(401);
        assertThat(server.component(Metrics.class).scrape())
                .contains("rollcall_refusals_total{reason=\"failure_rate\",surface=\"oauth\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer x", "Basic !", "Basic bm9jb2xvbg==", "Basic JXp6Onh4"})
    void countsRequestsWithoutAReadableAuthentication(String header) {
        ScimClient http = from("198.51.100." + (10 + header.length()));
        ScimClient sender = header.isEmpty() ? http : http.with("Authorization", header);

        Response first = sender.post("/oauth/token", "grant_type=client_credentials");

        assertThat(first.status()).isEqualTo(401);
        assertThat(first.text("/error")).isEqualTo("invalid_client");
        assertTooMany(untilRefused(() -> sender.post("/oauth/token", "grant_type=client_credentials")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type=password", "a=1&a=2", "scope=scim", "%", "many", "long"})
    void countsMalformedFormsOfAnAddress(String form) {
        try (RunningServer strict = TestServer.start(Map.of("limits.address-requests-per-second", "1"))) {
            ScimClient http = new OAuthCaller(strict).http();
            String body =
                    switch (form) {
                        case "many" ->
                            IntStream.range(0, 21)
                                    .mapToObj(number -> "p" + number + "=")
                                    .collect(Collectors.joining("&", "grant_type=client_credentials&", ""));
                        case "long" -> "grant_type=client_credentials&client_assertion=" + "x".repeat(16 * 1024);
                        default -> form;
                    };

            assertThat(http.post("/oauth/token", body).status()).isEqualTo(400);
            assertTooMany(untilRefused(() -> http.post("/oauth/token", body)));
        }
    }

    @Test
    void countsNoFailureIfTheKeysOfAnAssertionCannotBeFetched() {
        TestOrganization organization = TestOrganization.create(server);
        TestIssuer issuer = TestIssuer.create("entra");
        KeyServer closed = new KeyServer();
        closed.close();
        OAuthClient federated = caller.federated(organization, TestIssuer.SUBJECT, closed.url());
        Map<String, String> form = OAuthCaller.form(federated, issuer.sign(TestIssuer.claims(Instant.now())));
        ScimClient http = from("198.51.100.3");

        assertThat(Stream.generate(() -> send(http, form).status()).limit(MORE_THAN_ALLOWED))
                .containsOnly(503);

        assertThat(send(http, wrong(caller.create(organization), 0)).status()).isEqualTo(401);
    }

    @Test
    void refusesAnOrganizationThatCallsTooOftenAndServesTheOthers() {
        OAuthClient.Issued eager = caller.create(TestOrganization.create(server));
        OAuthClient.Issued other = caller.create(TestOrganization.create(server));
        ScimClient http = from("198.51.100.4");

        Response refused = untilRefused(() -> send(http, OAuthCaller.form(eager)));

        assertThat(refused.text("/error")).isEqualTo("temporarily_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(send(http, OAuthCaller.form(other)).status()).isEqualTo(200);
    }
}
