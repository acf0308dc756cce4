package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.server.administrators.TestAdministrator;
import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.testing.DatabaseLink;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many concurrent clients on every surface during an outage of the database: each gets 503 within five seconds. */
class LostDatabaseCrowdIT {
    private static final int CROWD = 200;
    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofSeconds(2);
    private static final String SCIM = "/API/enterprise/scim";

    private final TestOrganization organization = TestOrganization.create();
    private final DatabaseLink link = new DatabaseLink();
    private final RunningServer server = TestServer.start(settings(link));
    private final String key = server.component(AdminKeys.class)
            .issue(new AdminKey.Request(Optional.empty(), "Test", Lifetime.standard()), Actor.system())
            .secret()
            .reveal();
    private final String id = organization
            .client(server)
            .post("/Users", "{\"userName\": \"kept@example.com\"}")
            .id();
    /** One of each kind, by turns. */
    private final List<String> requests = List.of(
            scim("GET", "/Users/" + id, ""),
            scim("GET", "/Users?filter=title%20co%20%22a%22", ""),
            scim("POST", "/Users", "{\"userName\": \"lost@example.com\"}"),
            scim("PUT", "/Users/" + id, "{\"userName\": \"kept@example.com\", \"title\": \"Boss\"}"),
            scim("DELETE", "/Users/" + id, ""),
            scim("GET", "/Users?count=1", ""),
            request("GET", "/api/admin/v1/organizations", "application/json", "Bearer " + key, ""),
            request("GET", "/console/organizations", "", "", "", "Cookie: " + signedIn()),
            signIn("name=admin&password=wrong"));

    @AfterEach
    void end() {
        server.close();
        link.close();
    }

    @Test
    void everybodyIsAnsweredInTimeWhereConnectionsAreRefused() {
        link.cut();
        assertTold();
        assertServesAgain();
    }

    @Test
    void everybodyIsAnsweredInTimeWhereTheDatabaseHangs() {
        link.hang();
        assertTold();
        assertServesAgain();
    }

    @Test
    void everybodyIsAnsweredInTimeWhereNoConnectionIsFree() throws Exception {
        ConnectionPools pools = server.component(ConnectionPools.class);
        List<Connection> taken = new ArrayList<>();
        for (int number = 0; number < pools.reading().getMaximumPoolSize(); number++) {
            taken.add(take(pools.reading()));
            taken.add(take(pools.writing()));
        }
        assertTold();
        for (Connection connection : taken) {
            connection.close();
        }
        assertServesAgain();
    }

    /** Takes a connection, which may be new, or in the hands of a background job for a moment. */
    private static Connection take(HikariDataSource pool) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            }
        }
    }

    @Test
    void nobodyWaitsOnceTheDatabaseIsKnownToBeLost() {
        link.hang();
        assertTold();
        long start = System.nanoTime();
        assertThat(RawConnection.exchange(server.port(), requests.get(0)).status())
                .isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(ready()).isEqualTo(503);
    }

    private record Told(String request, RawAnswer answer, Duration time) {}

    private void assertTold() {
        List<Told> all = Together.run(CROWD, number -> {
            String request = requests.get(number % requests.size());
            long start = System.nanoTime();
            RawAnswer answer = RawConnection.exchange(server.port(), request);
            return new Told(request, answer, Duration.ofNanos(System.nanoTime() - start));
        });
        assertThat(all).allSatisfy(told -> {
            // An organization has few places for slow searches, and those that wait for one may be told so before.
            assertThat(told.answer().status())
                    .isIn(told.request().contains("filter=title") ? List.of(503, 429) : List.of(503));
            assertThat(told.answer().header("Retry-After")).containsOnlyDigits();
            assertThat(told.time()).isLessThan(PROMISED);
        });
    }

    private void assertServesAgain() {
        link.mend();
        long back = System.nanoTime();
        String get = requests.get(0);
        assertThat(Eventually.get(
                        () -> RawConnection.exchange(server.port(), get).status(), status -> status == 200))
                .isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(BACK);
        assertThat(Eventually.get(this::ready, status -> status == 200)).isEqualTo(200);
    }

    private int ready() {
        return RawConnection.exchange(
                        server.opsPort().orElseThrow(),
                        "GET /health/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                .status();
    }

    /** As the defaults are, which the tests' server has other ones of. */
    private static Map<String, String> settings(DatabaseLink link) {
        Map<String, String> settings = new HashMap<>(link.settings());
        settings.put("database.connection-wait-millis", "5000");
        settings.put("http.max-wait-millis", "1000");
        settings.put("ops.port", "0");
        return settings;
    }

    private String scim(String method, String path, String body) {
        return request(method, SCIM + path, "application/scim+json", "Bearer " + organization.token(), body);
    }

    /** The cookie of a new administrator's session. */
    private String signedIn() {
        String name = TestAdministrator.create(server, Optional.empty()).name();
        String form = "name=" + name + "&password=" + ScimClient.encoded(TestAdministrator.PASSWORD);
        RawAnswer answer = RawConnection.exchange(server.port(), signIn(form));
        return answer.head()
                .lines()
                .filter(line -> line.contains("rollcall-session="))
                .findFirst()
                .orElseThrow()
                .replaceFirst("Set-Cookie: ", "")
                .replaceFirst(";.*", "");
    }

    private static String signIn(String form) {
        String origin = "Sec-Fetch-Site: same-origin";
        return request("POST", "/console/sign-in", "application/x-www-form-urlencoded", "", form, origin);
    }

    private static String request(
            String method, String path, String type, String authorization, String body, String... more) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n")
                + (more.length == 0 ? "" : String.join("\r\n", more) + "\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
