package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ServingProgram;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Neither large users, asked for and written by many clients at once, nor requests that never end fill a small heap. */
@TestInstance(Lifecycle.PER_CLASS)
class SmallHeapIT {
    private static final String JVM = "-Xmx256m -XX:+ExitOnOutOfMemoryError";
    private static final int LARGE_USERS = 60;
    private static final int ELEMENTS = 9_900;
    private static final int READERS = 24;
    private static final int WRITERS = 8;
    private static final int SLOW = 8;
    private static final int REQUESTS = 6;
    private static final int DONE_SECONDS = 240;
    private static final Duration AS_TOLD = Duration.ofSeconds(1);

    /** With those that each organization begins with, nearly as many as it may have. */
    private static final int LONG_ROLES = 190;

    /** Within the limit of connections of one address. */
    private static final int UNFINISHED_BY_ADDRESS = 500;

    private static final List<String> ADDRESSES = List.of("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5");
    private static final int HEADERS = 96;
    private static final int PIECE = 2_000;

    private final TestOrganization attacker = TestOrganization.create();
    private final TestOrganization other = TestOrganization.create();
    private final String small =
            other.client().post("/Users", "{\"userName\":\"small\"}").id();
    private final int port;
    private final ServingProgram server;

    SmallHeapIT() throws IOException {
        this.port = freePort();
        this.server = program(port).serve();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void survivesHeadsAndBodiesThatNeverEnd() {
        List<RawConnection> hostile = new ArrayList<>();
        try {
            for (int number = 0; number < ADDRESSES.size() * UNFINISHED_BY_ADDRESS; number++) {
                hostile.add(RawConnection.from(ADDRESSES.get(number % ADDRESSES.size()), port));
            }
            String request = largeHead("Content-Length: 1000000") + " ".repeat(31_000);
            ScimClient legitimate = client(port, other);
            for (int from = 0; from < request.length(); from += PIECE) {
                String piece = request.substring(from, Math.min(request.length(), from + PIECE));
                hostile.forEach(connection -> connection.send(piece));
                assertThat(legitimate.get("/Users/" + small).status()).isEqualTo(200);
            }
            assertThat(legitimate
                            .post("/Users", "{\"userName\":\"beside\",\"title\":\"" + "x".repeat(100_000) + "\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(server.handle().isAlive()).isTrue();
        } finally {
            hostile.forEach(RawConnection::close);
        }
    }

    /** As many headers, and nearly as many bytes, as are allowed. */
    private static String largeHead(String length) {
        String headers = IntStream.range(0, HEADERS)
                .mapToObj(number -> "X-" + number + ": " + "v".repeat(138) + "\r\n")
                .collect(Collectors.joining());
        return "POST /API/enterprise/scim/Users HTTP/1.1\r\nHost: localhost\r\n" + headers + length + "\r\n\r\n";
    }

    @Test
    void survivesAShortPatchThatSetsALongTextInThousandsOfElements() {
        ScimClient client = client(port, attacker);
        String id = client.post("/Users", "{\"userName\":\"spread\",\"ims\":[" + elements() + "]}")
                .id();
        String patch =
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\","
                        + "\"path\":\"ims.display\",\"value\":\"" + "x".repeat(10_000) + "\"}]}";
        assertThat(client.patch("/Users/" + id, patch).status()).isEqualTo(413);
        assertThat(client(port, other).get("/Users/" + small).status()).isEqualTo(200);
        assertThat(server.handle().isAlive()).isTrue();
    }

    /** Each address is a row of its own. */
    @Test
    void survivesUsersWithThousandsOfAddressesByManyClients() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(WRITERS);
        try {
            String values = IntStream.range(0, ELEMENTS)
                    .mapToObj("{\"value\":\"%dx\"}"::formatted)
                    .collect(Collectors.joining(","));
            List<Future<Integer>> statuses = IntStream.range(0, WRITERS * 2)
                    .mapToObj(number -> clients.submit(() -> client(port, attacker)
                            .post(
                                    "/Users",
                                    "{\"userName\":\"rows%d\",\"emails\":[%s],\"phoneNumbers\":[%s]}"
                                            .formatted(number, values, values))
                            .status()))
                    .toList();
            for (Future<Integer> status : statuses) {
                assertThat(status.get(DONE_SECONDS, TimeUnit.SECONDS)).isIn(201, 503);
            }
            assertThat(client(port, other).get("/Users/" + small).status()).isEqualTo(200);
            assertThat(server.handle().isAlive()).isTrue();
        } finally {
            clients.shutdownNow();
        }
    }

    /** Discovery documents hold the address that the client used, and all roles. */
    @Test
    void survivesDiscoveryUnderAThousandAddresses() {
        TestOrganization organization = TestOrganization.create();
        Roles roles = TestServer.shared().component(Roles.class);
        IntStream.range(0, LONG_ROLES)
                .forEach(number -> roles.add(
                        organization.organization().id(),
                        "\uD840\uDC00".repeat(60) + number,
                        "Role " + number,
                        Role.Kind.PERSONAL,
                        Actor.system()));
        for (int number = 0; number < 1_000; number++) {
            ScimClient client = client(port, organization).with("Host", "localhost:" + (20_000 + number));
            assertThat(client.get("/ResourceTypes").status()).isEqualTo(200);
        }
        assertThat(server.handle().isAlive()).isTrue();
    }

    @Test
    void survivesLargePagesAndBodiesOfManyClients() throws Exception {
        makeLargeUsers();
        List<RawConnection> slow = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(READERS + WRITERS + 1);
        try {
            for (int number = 0; number < SLOW; number++) {
                slow.add(new RawConnection(port, 4_096).send(list(port)));
            }
            List<Future<List<Integer>>> hostile = new ArrayList<>();
            IntStream.range(0, READERS)
                    .forEach(number -> hostile.add(clients.submit(repeated(() -> client(port, attacker)
                            .get("/Users?count=1000" + (number % 3 == 0 ? "&excludedAttributes=title" : ""))
                            .status()))));
            AtomicInteger names = new AtomicInteger();
            IntStream.range(0, WRITERS)
                    .forEach(number -> hostile.add(clients.submit(repeated(() -> client(port, attacker)
                            .post("/Users", largeUser("w" + names.incrementAndGet()))
                            .status()))));
            List<Integer> others = clients.submit(repeated(
                            () -> client(port, other).get("/Users/" + small).status()))
                    .get(DONE_SECONDS, TimeUnit.SECONDS);
            Map<Integer, Long> statuses = new TreeMap<>();
            for (Future<List<Integer>> client : hostile) {
                client.get(DONE_SECONDS, TimeUnit.SECONDS).forEach(status -> statuses.merge(status, 1L, Long::sum));
            }
            assertThat(server.handle().isAlive()).as("alive after %s", statuses).isTrue();
            assertThat(statuses.keySet()).isSubsetOf(200, 201, 503).contains(200, 201);
            assertThat(others).contains(200);
            assertThat(client(port, attacker).get("/Users?count=1").status()).isEqualTo(200);
        } finally {
            clients.shutdownNow();
            slow.forEach(RawConnection::close);
        }
    }

    private static Callable<List<Integer>> repeated(Callable<Integer> request) {
        return () -> {
            List<Integer> statuses = new ArrayList<>();
            for (int time = 0; time < REQUESTS; time++) {
                int status = request.call();
                statuses.add(status);
                if (status == 503) {
                    Eventually.pause(AS_TOLD);
                }
            }
            return statuses;
        };
    }

    private String list(int port) {
        return "GET /API/enterprise/scim/Users?count=1000 HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nAuthorization: Bearer " + attacker.token() + "\r\n\r\n";
    }

    private static ScimClient client(int port, TestOrganization organization) {
        return new ScimClient("http://localhost:" + port + "/API/enterprise/scim", organization.token());
    }

    /** Nearly a megabyte, of many small elements, which take the most memory as a tree. */
    private static String largeUser(String name) {
        return "{\"userName\":\"%s\",\"title\":\"0@\",\"entitlements\":[%s],\"ims\":[%s]}"
                .formatted(name, elements(), elements());
    }

    private static String elements() {
        return IntStream.range(0, ELEMENTS)
                .mapToObj(number -> "{\"value\":\"v%d@example.com\",\"type\":\"t%d\"}".formatted(number, number))
                .collect(Collectors.joining(","));
    }

    private void makeLargeUsers() throws SQLException {
        assertThat(attacker.client().post("/Users", largeUser("copy0@")).status())
                .isEqualTo(201);
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO users
                    SELECT organization_id, UNHEX(CONCAT('01900000000070008000', LPAD(HEX(seq), 12, '0'))), version,
                      REPLACE(user_name, '0@', CONCAT(seq, '@')), REPLACE(user_name_key, '0@', CONCAT(seq, '@')),
                      external_id, active, deactivated, role, family_name_key, given_name_key, display_name_key, created,
                      last_modified, document, search, NULL, NULL, NULL
                    FROM users, seq_1_to_%d
                    WHERE organization_id = %d""".formatted(LARGE_USERS, attacker.id().value()));
        }
    }

    private static RollcallProgram program(int port) {
        DatabaseConfig database = TestDatabase.shared();
        return RollcallProgram.on(Path.of("target", "small-heap"), port)
                .with("JDK_JAVA_OPTIONS", JVM)
                .with("ROLLCALL_DATABASE_URL", database.url().orElseThrow())
                .with("ROLLCALL_DATABASE_USER", database.user())
                .with("ROLLCALL_DATABASE_PASSWORD", database.password())
                .with("ROLLCALL_HTTP_WORKERS", "16")
                .with("ROLLCALL_HTTP_MAX_HEADERS", "100");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
