package io.rollcall.server.scim;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.DatabaseLink;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.LogCapture;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Outage of the database: clients get 503 with Retry-After, and no data is lost. */
class LostDatabaseIT {
    /** The connection timeout, with room for a busy machine. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    @Test
    void asksClientsToComeBackAndServesThemOnceItIsThere() {
        TestOrganization organization = TestOrganization.create();
        try (DatabaseLink link = new DatabaseLink();
                RunningServer server = TestServer.start(link.settings())) {
            ScimClient client = organization.client(server);
            String id = client.post("/Users", "{\"userName\": \"kept@example.com\"}")
                    .id();
            link.cut();
            try (LogCapture log = new LogCapture()) {
                assertComeBackLater(() -> client.get("/Users/" + id));
                assertComeBackLater(() -> client.post("/Users", "{\"userName\": \"lost@example.com\"}"));
                assertThat(log.messages(Level.ERROR)).isEmpty();
                assertThat(log.texts()).noneMatch(text -> text.contains("lost@example.com"));
            }
            link.mend();
            assertThat(Eventually.get(() -> client.get("/Users/" + id).status(), status -> status == 200))
                    .isEqualTo(200);
            assertThat(client.get("/Users").text("/totalResults")).isEqualTo("1");
        }
    }

    @Test
    void recordsWhatFailedOnceTheDatabaseIsBack() {
        TestOrganization organization = TestOrganization.create();
        try (DatabaseLink link = new DatabaseLink();
                RunningServer server = TestServer.start(link.settings())) {
            ScimClient client = organization.client(server);
            assertThat(client.get("/Users").status()).isEqualTo(200);
            link.cut();
            Response failed = Eventually.get(
                    () -> client.post("/Users", "{\"userName\": \"lost@example.com\"}"),
                    answer -> answer.status() == 503);
            link.mend();
            Activity activity = TestServer.shared().component(Activity.class);
            ActivityQuery refusals = ActivityQuery.of(ActivityKind.REQUEST_REFUSED, 10);
            assertThat(Eventually.get(() -> activity.list(organization.id(), refusals), found -> !found.isEmpty()))
                    .last()
                    .satisfies(entry -> {
                        assertThat(entry.status()).isEqualTo(503);
                        assertThat(entry.detail()).isEqualTo(failed.text("/detail"));
                        assertThat(entry.subject()).startsWith("POST /Users for lost@example.com");
                    });
        }
    }

    @Test
    void asksClientsToComeBackWhereItHangs() {
        TestOrganization organization = TestOrganization.create();
        try (DatabaseLink link = new DatabaseLink();
                RunningServer server = TestServer.start(impatient(link))) {
            ScimClient client = organization.client(server);
            String id = client.post("/Users", "{\"userName\": \"kept@example.com\"}")
                    .id();
            link.hang();
            assertComeBackLater(() -> client.get("/Users/" + id));
            link.mend();
            assertThat(Eventually.get(() -> client.get("/Users/" + id).status(), status -> status == 200))
                    .isEqualTo(200);
        }
    }

    private static Map<String, String> impatient(DatabaseLink link) {
        Map<String, String> settings = new HashMap<>(link.settings());
        settings.compute("database.url", (key, url) -> url + "?socketTimeout=1000");
        return settings;
    }

    private static void assertComeBackLater(Supplier<Response> request) {
        long start = System.nanoTime();
        Response answer = request.get();
        assertThat(answer.status()).isEqualTo(503);
        assertScimError(answer.body(), 503);
        assertThat(answer.header("Retry-After")).containsOnlyDigits();
        assertThat(answer.text("/detail")).doesNotContain("Exception", "jdbc", "127.0.0.1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }
}
