package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.adminkeys.RejectedKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requests with an admin key that has ended leave a trace in the audit log, in bounds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RejectedKeysIT {
    private static final Actor ACTOR = Actor.operator();

    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(
            Map.of("limits.address-failures-per-minute", "3", "http.trusted-proxies", "127.0.0.1"), clock);
    private final AdminKeys keys = server.component(AdminKeys.class);
    private final RejectedKeys rejected = server.component(RejectedKeys.class);

    @AfterAll
    void stop() {
        server.close();
    }

    private AdminKey.Issued issue(Optional<OrganizationId> organization) {
        return keys.issue(new AdminKey.Request(organization, "Test", Lifetime.ofDays(1)), ACTOR);
    }

    private ScimClient client(AdminKey.Issued key, String address) {
        return AdminClient.http(server, key.secret().reveal())
                .with("X-Forwarded-For", address)
                .with("User-Agent", "a script");
    }

    private List<AuditEntry> entries(AdminKey.Issued key) {
        return entries().stream()
                .filter(entry -> detail(entry).path("key").asLong() == key.key().id())
                .toList();
    }

    private List<AuditEntry> entries() {
        rejected.write();
        return server.component(Audit.class).list(AuditQuery.of(AuditKind.ADMIN_KEY_REJECTED, 100));
    }

    private static JsonNode detail(AuditEntry entry) {
        return ApiDescription.read(entry.detail());
    }

    @Test
    void recordsARevokedKeyWithTheRequestAndWithoutTheSecret() {
        AdminKey.Issued key = issue(Optional.empty());
        keys.revoke(key.key().id(), ACTOR);
        assertThat(client(key, "198.51.100.1").get("/organizations").status()).isEqualTo(401);
        assertThat(entries(key)).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo(AuditEntry.Outcome.FAILED);
            assertThat(entry.actor().kind()).isEqualTo(Actor.Kind.ADMIN_KEY);
            assertThat(entry.actor().address()).isEqualTo("198.51.100.1");
            assertThat(entry.actor().userAgent()).isEqualTo("a script");
            JsonNode detail = detail(entry);
            assertThat(detail.path("key").asLong()).isEqualTo(key.key().id());
            assertThat(detail.path("state").asText()).isEqualTo("revoked");
            assertThat(detail.path("request").asText()).isEqualTo("GET /organizations");
            assertThat(detail.path("requests").asLong()).isEqualTo(1);
            assertThat(detail.path("tooMany").asLong()).isZero();
            assertThat(entry.toString()).doesNotContain(key.secret().reveal());
        });
    }

    @Test
    void recordsAnExpiredKeyOfAnOrganizationAsAnEventOfIt() {
        TestOrganization organization = TestOrganization.create(server);
        AdminKey.Issued key = issue(Optional.of(organization.id()));
        clock.advance(Duration.ofDays(2));
        assertThat(client(key, "198.51.100.2")
                        .get("/organizations/" + organization.slug())
                        .status())
                .isEqualTo(401);
        assertThat(entries(key)).singleElement().satisfies(entry -> {
            assertThat(entry.organization()).contains(organization.id());
            assertThat(detail(entry).path("state").asText()).isEqualTo("expired");
        });
    }

    @Test
    void writesOneEntryAMinuteHoweverManyRequestsCome() {
        AdminKey.Issued key = issue(Optional.empty());
        keys.revoke(key.key().id(), ACTOR);
        ScimClient client = client(key, "198.51.100.3");
        int tooMany = 0;
        for (int number = 0; number < 25; number++) {
            int status = client.get("/organizations").status();
            assertThat(status).isIn(401, 429);
            tooMany += status == 429 ? 1 : 0;
            assertThat(entries(key)).hasSize(1);
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(entries(key)).hasSize(2);
        JsonNode detail = detail(entries(key).get(0));
        assertThat(detail.path("requests").asLong()).isEqualTo(24);
        assertThat(detail.path("tooMany").asLong()).isEqualTo(tooMany);
        clock.advance(Duration.ofMinutes(1));
        assertThat(entries(key)).hasSize(2);
    }

    @Test
    void leavesNoEntryOfAnUnknownKeyNorOfAValidOne() {
        int before = entries().size();
        assertThat(AdminClient.http(server, "rollcall_admin_nobody")
                        .with("X-Forwarded-For", "198.51.100.4")
                        .get("/organizations")
                        .status())
                .isEqualTo(401);
        assertThat(client(issue(Optional.empty()), "198.51.100.5")
                        .get("/organizations")
                        .status())
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        assertThat(entries()).hasSize(before);
    }
}
