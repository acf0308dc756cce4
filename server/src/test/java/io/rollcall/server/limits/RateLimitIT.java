package io.rollcall.server.limits;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A client above its limit gets 429 with {@code Retry-After} (RFC 6585 section 4); other organizations are not affected. */
@TestInstance(Lifecycle.PER_CLASS)
class RateLimitIT {
    private final RunningServer server = TestServer.start(Map.of(
            "limits.organization-requests-per-second", "1",
            "limits.address-requests-per-second", "0",
            "limits.address-failures-per-minute", "3"));

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void refusesAnOrganizationThatCallsTooOftenAndServesTheOthers() {
        TestOrganization eager = TestOrganization.create(server);
        Response refused = callUntilRefused(eager.client(server), "/Users");
        assertScimError(refused.body(), 429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.text("/detail")).contains("too many requests", "Retry-After");
        assertThat(TestOrganization.create(server).client(server).get("/Users").status())
                .isEqualTo(200);
        ScimClient client = eager.client(server);
        assertThat(Eventually.get(() -> client.get("/Users").status(), status -> status == 200))
                .isEqualTo(200);
        assertThat(server.component(Metrics.class).scrape())
                .contains("rollcall_refusals_total{reason=\"organization_rate\",surface=\"scim\"}");
    }

    @Test
    void notesItInTheActivityOnceAMinute() {
        TestOrganization eager = TestOrganization.create(server);
        callUntilRefused(eager.client(server), "/Users");
        callUntilRefused(eager.client(server), "/Users");
        assertThat(server.component(Activity.class).list(eager.id(), ActivityQuery.newest(100)))
                .filteredOn(entry -> entry.kind() == ActivityKind.REQUEST_REFUSED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.status()).isEqualTo(429));
    }

    @Test
    void tellsWhoGuessesTokensToWaitAndLetsTheRightOneIn() {
        ScimClient right = TestOrganization.create(server).client(server);
        ScimClient wrong = right.with("Authorization", "Bearer rollcall_guess");
        Response refused = callUntilRefused(wrong, "/Schemas");
        assertScimError(refused.body(), 429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
        assertThat(right.get("/Users").status()).isEqualTo(200);
        assertThat(right.without("Authorization").get("/Users").status()).isEqualTo(429);
    }

    @Test
    void limitsTheAdminApiToo() {
        TestOrganization organization = TestOrganization.create(server);
        String key = server.component(AdminKeys.class)
                .issue(
                        new AdminKey.Request(Optional.of(organization.id()), "Test", Lifetime.standard()),
                        Actor.system())
                .secret()
                .reveal();
        ScimClient client = new ScimClient("http://127.0.0.1:" + server.port() + "/api/admin/v1", key)
                .with("Accept", "application/json");
        Response refused = callUntilRefused(client, "/organizations/" + organization.slug());
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.text("/detail")).contains("too many requests");
    }

    private static Response callUntilRefused(ScimClient client, String path) {
        return Eventually.get(() -> client.get(path), answer -> answer.status() == 429);
    }
}
