package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks over the admin API: configuration. */
class WebhooksIT {
    private static final String URL = "https://app.example.com/hooks?key=s3cr3t";

    private static OwnDatabase database;
    private static RunningServer server;
    private static ApiDescription description;
    private static AdminClient operator;

    private final TestOrganization organization = TestOrganization.create(server);
    private final AdminClient bound = AdminClient.boundTo(organization, server, description);

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(Map.of("events.webhooks.max-endpoints-per-organization", "2"));
        description = ApiDescription.servedBy(server);
        operator = AdminClient.operator(server, description);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Response create(AdminClient client, String members) {
        return client.post("/webhooks", "{'url': '" + URL + "'" + members + "}");
    }

    @Test
    void showsTheSecretOnce() {
        Response made = create(operator, "");

        assertThat(made.status()).isEqualTo(201);
        String secret = made.text("/secret");
        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        Response shown = operator.get("/webhooks/" + made.id());
        assertThat(shown.body()).doesNotContain("whsec_", secret.substring(6));
        assertThat(shown.text("/url")).isEqualTo(URL);
        assertThat(shown.json().path("enabled").asBoolean()).isTrue();
        assertThat(shown.json().has("organization")).isFalse();
    }

    @Test
    void storesNoSecretThatCanBeRead() throws SQLException {
        Response made = create(operator, "");
        byte[] secret = Base64.getDecoder().decode(made.text("/secret").substring(6));

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT secret FROM webhooks")) {
            int count = 0;
            for (; rows.next(); count++) {
                assertThat(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
            }
            assertThat(count).isPositive();
        }
    }

    @Test
    void changesAndDeletes() {
        String path = "/webhooks/"
                + create(operator, ", 'description': 'CRM', 'types': ['user.*']")
                        .id();

        Response changed = operator.patch(
                path, "{'types': ['user.deleted', 'role.*'], 'enabled': false, 'description': 'Billing'}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("types")).hasToString("[\"user.deleted\",\"role.*\"]");
        assertThat(changed.text("/state")).isEqualTo("disabled");
        assertThat(changed.text("/description")).isEqualTo("Billing");
        assertThat(changed.text("/url")).isEqualTo(URL);
        assertThat(operator.patch(path, "{'enabled': true}").text("/state")).isEqualTo("enabled");
        assertThat(operator.delete(path).status()).isEqualTo(204);
        assertThat(operator.get(path).status()).isEqualTo(404);
        assertThat(operator.patch(path, "{}").status()).isEqualTo(404);
        assertThat(operator.delete(path).status()).isEqualTo(404);
    }

    @Test
    void showsAKeyOfAnOrganizationItsOwnOnly() {
        String all = create(operator, "").id();
        TestOrganization other = TestOrganization.create(server);
        String theirs =
                create(operator, ", 'organization': '" + other.slug() + "'").id();
        Response own = create(bound, "");

        assertThat(own.status()).isEqualTo(201);
        assertThat(bound.get("/webhooks").json().path("items"))
                .extracting(webhook -> webhook.path("id").asText())
                .containsExactly(own.id());
        assertThat(bound.get("/webhooks/" + own.id()).text("/organization")).isEqualTo(organization.slug());
        for (String foreign : List.of(all, theirs)) {
            assertThat(bound.get("/webhooks/" + foreign).status()).isEqualTo(404);
            assertThat(bound.patch("/webhooks/" + foreign, "{'enabled': false}").status())
                    .isEqualTo(404);
            assertThat(bound.delete("/webhooks/" + foreign).status()).isEqualTo(404);
            assertThat(bound.post("/webhooks/" + foreign + "/secret", "").status())
                    .isEqualTo(404);
            assertThat(bound.post("/webhooks/" + foreign + "/test", "").status())
                    .isEqualTo(404);
            assertThat(bound.get("/webhooks/" + foreign + "/deliveries").status())
                    .isEqualTo(404);
            assertThat(bound.post("/webhooks/" + foreign + "/replay", "{'after': 'now'}")
                            .status())
                    .isEqualTo(404);
            assertThat(bound.post("/webhooks/" + foreign + "/deliveries/" + UUID.randomUUID() + "/resend", "")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(create(bound, ", 'organization': '" + other.slug() + "'").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.com/",
                "https://user:password@app.example.com/",
                "https://127.0.0.1/",
                "https://[::1]:8443/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://169.254.169.254/latest/meta-data/",
                "https://localhost:8443/",
                "https://app.example.com:25/"
            })
    void refusesUrlsOfPrivateNetworks(String url) {
        Response refused = operator.post("/webhooks", "{'url': '" + url + "'}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("The URL ");
        String path = "/webhooks/" + create(operator, "").id();
        assertThat(operator.patch(path, "{'url': '" + url + "'}").status()).isEqualTo(400);
        operator.delete(path);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(operator.post("/webhooks", "{}").body()).contains("url is missing");
        assertThat(create(operator, ", 'types': ['user.made']").body())
                .contains("'user.made' is no event type", "user.created");
        assertThat(create(operator, ", 'types': 'user.created'").body()).contains("an array of strings");
        assertThat(create(operator, ", 'types': [1]").status()).isEqualTo(400);
        assertThat(create(operator, ", 'secret': 'x'").status()).isEqualTo(400);
        assertThat(create(operator, ", 'description': '" + "x".repeat(256) + "'")
                        .status())
                .isEqualTo(400);
        assertThat(operator.get("/webhooks/1").status()).isEqualTo(404);
        String path = "/webhooks/" + create(operator, "").id();
        assertThat(operator.post(path + "/replay", "{}").status()).isEqualTo(400);
        assertThat(operator.post(path + "/replay", "{'after': 'x'}").status()).isEqualTo(400);
        assertThat(operator.post(path + "/replay", "{'from': 'yesterday'}").status())
                .isEqualTo(400);
        assertThat(operator.get(path + "/deliveries?status=lost").status()).isEqualTo(400);
        assertThat(operator.post(path + "/deliveries/1/resend", "").status()).isEqualTo(404);
        operator.delete(path);
    }

    @Test
    void limitsTheWebhooksOfAnOrganization() {
        create(bound, "");
        create(bound, "");

        Response refused = create(bound, "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("2 endpoints of this organization", "max-endpoints-per-organization");
    }

    @Test
    void refusesToTestADisabledOne() {
        String path = "/webhooks/" + create(bound, ", 'enabled': false").id();

        assertThat(bound.post(path + "/test", "").status()).isEqualTo(409);
    }

    @Test
    void recordsEachChangeWithoutWhatMayBeSecret() {
        String path = "/webhooks/" + create(bound, "").id();
        bound.patch(path, "{'types': ['role.*']}");
        bound.post(path + "/secret", "");
        bound.delete(path);

        List<String> entries =
                server.component(Activity.class).list(organization.id(), ActivityQuery.newest(4)).stream()
                        .map(entry -> entry.kind().label() + " " + entry)
                        .toList();

        assertThat(entries)
                .extracting(entry -> entry.split(" ")[0])
                .containsExactly("webhook.deleted", "webhook.secret-rotated", "webhook.changed", "webhook.created");
        assertThat(String.join("\n", entries))
                .contains("https://app.example.com")
                .doesNotContain("s3cr3t", "whsec_");
    }
}
