package io.rollcall.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.testing.DatabaseLink;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.ExpiryWarnings;
import io.rollcall.server.tokens.TokenRequest;
import io.rollcall.server.tokens.Tokens;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The endpoints for probes and Prometheus. */
@TestInstance(Lifecycle.PER_CLASS)
class OpsServerIT {
    private static final Map<String, String> ON = Map.of("ops.port", "0");

    private final RunningServer server = TestServer.start(ON);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void isNotThereUnlessAskedFor() {
        assertThat(TestServer.shared().opsPort()).isEmpty();
    }

    @Test
    void saysThatTheServerIsAliveAndReady() {
        assertThat(get(server, "/health/live").status()).isEqualTo(200);
        RawAnswer ready = get(server, "/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body()).contains("\"status\":\"UP\"");
    }

    @Test
    void isNotReadyWithoutItsDatabaseAndReadyAgainWithIt() {
        try (DatabaseLink link = new DatabaseLink();
                RunningServer cutOff = TestServer.start(with(link.settings()))) {
            link.cut();
            RawAnswer ready = get(cutOff, "/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("\"status\":\"DOWN\"", "database").doesNotContain("jdbc", "Exception");
            assertThat(get(cutOff, "/health/live").status()).isEqualTo(200);
            link.mend();
            assertThat(Eventually.get(() -> get(cutOff, "/health/ready").status(), status -> status == 200))
                    .isEqualTo(200);
        }
    }

    @Test
    void isNotReadyOnceItStops() {
        try (RunningServer stopping = TestServer.start(ON)) {
            stopping.component(Health.class).stopping();
            assertThat(get(stopping, "/health/ready").body()).contains("DOWN", "stopping");
        }
    }

    @Test
    void countsRequestsByWhatTheyDoAndNeverByWhoseTheyAre() {
        TestOrganization organization = TestOrganization.create();
        ScimClient client = organization.client(server);
        String id = client.post("/Users", "{\"userName\": \"wilhelmina@example.com\"}")
                .id();
        client.get("/Users/" + id);
        client.get("/Users/" + id);
        client.get("/Users/nobody");
        client.get("/wilhelmina");
        String metrics = get(server, "/metrics").body();
        assertThat(metrics)
                .contains(
                        "rollcall_scim_requests_seconds_count{method=\"GET\",resource=\"/Users/{id}\",status=\"200\"} 2",
                        "rollcall_scim_requests_seconds_count{method=\"GET\",resource=\"/Users/{id}\",status=\"404\"} 1",
                        "rollcall_scim_requests_seconds_count{method=\"POST\",resource=\"/Users\",status=\"201\"} 1",
                        "rollcall_scim_requests_seconds_count{method=\"GET\",resource=\"other\",status=\"404\"} 1",
                        "hikaricp_connections_active",
                        "jvm_memory_used_bytes")
                .doesNotContain("wilhelmina", organization.slug(), id);
    }

    @Test
    void countsTokensThatExpireSoon() {
        TestOrganization organization = TestOrganization.create();
        try (RunningServer fresh = TestServer.start(ON)) {
            fresh.component(ExpiryWarnings.class).log();
            int before = fresh.component(ExpiryWarnings.class).expiring();
            fresh.component(Tokens.class)
                    .issue(organization.id(), TokenRequest.named("soon").goodFor(Lifetime.ofDays(7)), Actor.system());
            fresh.component(ExpiryWarnings.class).log();
            assertThat(get(fresh, "/metrics").body()).contains("rollcall_tokens_expiring " + (before + 1) + ".0");
        }
    }

    @Test
    void hasNothingElseAndChangesNothing() {
        assertThat(get(server, "/").status()).isEqualTo(404);
        RawAnswer posted = RawConnection.exchange(
                server.opsPort().orElseThrow(),
                "POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        assertThat(posted.status()).isEqualTo(405);
        assertThat(posted.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void saysWhereItsPortIsTaken() {
        int taken = TestServer.shared().port();
        assertThatThrownBy(() -> TestServer.start(Map.of("ops.port", Integer.toString(taken))))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("ROLLCALL_OPS_PORT");
    }

    private static Map<String, String> with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(ON);
        return all;
    }

    private static RawAnswer get(RunningServer server, String path) {
        return RawConnection.exchange(
                server.opsPort().orElseThrow(),
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
}
