package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.administrators.TestAdministrator;
import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ServingProgram;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Large users and log entries, read by people and back ends rather than by SCIM, fit in a small heap together. */
class SmallHeapReadersIT {
    private static final String JVM = "-Xmx256m -XX:+ExitOnOutOfMemoryError";
    private static final String PASSWORD = "four quiet garden chairs";
    private static final int READERS = 16;
    private static final int REQUESTS = 4;
    private static final int COPIES = 30;
    private static final int ENTRIES = 300;
    private static final int ELEMENTS = 9_900;
    private static final int DONE_SECONDS = 120;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestOrganization attacker = TestOrganization.create();
    private final TestOrganization other = TestOrganization.create();

    @Test
    void answersThemAllOrAsksForAMomentAndServesTheOthers() throws Exception {
        int port = FreePort.next();
        String small = other.client().post("/Users", "{\"userName\":\"small\"}").id();
        String large = attacker.client().post("/Users", largeUser()).id();
        makeFormerUsersAndEntries(large);
        String key = "Bearer " + adminKey();
        ExecutorService clients = Executors.newFixedThreadPool(READERS);
        try (ServingProgram server = program(port).serve()) {
            String cookie = signIn(port);
            String api = "/api/admin/v1/organizations/" + attacker.slug();
            String console = "/console/organizations/" + attacker.slug();
            Map<String, Map<String, String>> surfaces = Map.of(
                    api + "/users/" + large, Map.of("Authorization", key),
                    api + "/users?former=true&limit=1000", Map.of("Authorization", key),
                    api + "/activity?limit=1000", Map.of("Authorization", key),
                    console + "/users/" + large, Map.of("Cookie", cookie),
                    console + "/activity", Map.of("Cookie", cookie));
            for (Map.Entry<String, Map<String, String>> surface : surfaces.entrySet()) {
                List<Future<List<Integer>>> readers = IntStream.range(0, READERS)
                        .mapToObj(number -> clients.submit(() -> read(port, surface.getKey(), surface.getValue())))
                        .toList();
                assertThat(Eventually.get(
                                () -> client(port, other).get("/Users/" + small).status(), status -> status == 200))
                        .isEqualTo(200);
                Map<Integer, Long> statuses = new TreeMap<>();
                for (Future<List<Integer>> reader : readers) {
                    reader.get(DONE_SECONDS, TimeUnit.SECONDS).forEach(status -> statuses.merge(status, 1L, Long::sum));
                }
                assertThat(statuses.keySet())
                        .as("%s of %s", statuses, surface.getKey())
                        .contains(200)
                        .isSubsetOf(200, 503);
                assertThat(server.handle().isAlive()).as(surface.getKey()).isTrue();
            }
            server.stop();
            assertThat(server.errors()).doesNotContain("java.lang.OutOfMemoryError");
        } finally {
            clients.shutdownNow();
        }
    }

    private List<Integer> read(int port, String path, Map<String, String> headers) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int time = 0; time < REQUESTS; time++) {
            HttpResponse<byte[]> answer =
                    http.send(request(port, path, headers).build(), HttpResponse.BodyHandlers.ofByteArray());
            statuses.add(answer.statusCode());
            assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(answer.statusCode() == 503);
        }
        return statuses;
    }

    private static HttpRequest.Builder request(int port, String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        return request;
    }

    private static ScimClient client(int port, TestOrganization organization) {
        return new ScimClient("http://localhost:" + port + "/API/enterprise/scim", organization.token());
    }

    private String adminKey() {
        return TestServer.shared()
                .component(AdminKeys.class)
                .issue(new AdminKey.Request(Optional.of(attacker.id()), "Test", Lifetime.standard()), Actor.system())
                .secret()
                .reveal();
    }

    private String signIn(int port) throws Exception {
        String name = TestAdministrator.create(TestServer.shared(), Optional.of(attacker.id()))
                .name();
        String form = "name=" + name + "&password=" + ScimClient.encoded(TestAdministrator.PASSWORD);
        HttpRequest request = request(port, "/console/sign-in", Map.of("Sec-Fetch-Site", "same-origin"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    /** Nearly a megabyte of elements of a few letters, which take the most memory as a tree. */
    private static String largeUser() {
        return Stream.of("emails", "phoneNumbers", "ims", "photos", "entitlements")
                .map(attribute -> "\"" + attribute + "\":[" + elements(ELEMENTS, "") + "]")
                .collect(Collectors.joining(",", "{\"userName\":\"large\",", "}"));
    }

    private static String elements(int number, String prefix) {
        return IntStream.range(0, number)
                .mapToObj(value -> "{\"value\":\"" + prefix + Integer.toHexString(value) + "\"}")
                .collect(Collectors.joining(","));
    }

    private void makeFormerUsersAndEntries(String large) throws SQLException {
        String changes =
                "{\"emails\":{\"before\":[" + elements(900, "a") + "],\"after\":[" + elements(900, "b") + "]}}";
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO former_users
                      (organization_id, id, version, user_name, user_name_key, external_id, created, deleted, erasing, document)
                    SELECT organization_id, UNHEX(CONCAT('01900000000070008000', LPAD(HEX(seq), 12, '0'))), version,
                      CONCAT(user_name, seq), CONCAT(user_name_key, seq), external_id, created, created, FALSE, document
                    FROM users, seq_1_to_%d
                    WHERE organization_id = %d""".formatted(COPIES, attacker.id().value()));
            statement.executeUpdate("""
                    INSERT INTO activity (organization_id, id, occurred, kind, status, user_id, subject, actor_kind,
                      actor_name, address, user_agent, request_id, detail, changes, seal)
                    SELECT organization_id, UNHEX(CONCAT('01900000000070008000', LPAD(HEX(seq), 12, '0'))), occurred,
                      'user.changed', status, UNHEX('%s'), subject, actor_kind, actor_name, address, user_agent, request_id,
                      detail, '%s', seal
                    FROM activity, seq_1_to_%d
                    WHERE organization_id = %d AND kind = 'user.created'""".formatted(
                    large.replace("-", ""), changes, ENTRIES, attacker.id().value()));
        }
    }

    private static RollcallProgram program(int port) {
        DatabaseConfig database = TestDatabase.shared();
        return RollcallProgram.on(Path.of("target", "small-heap-readers"), port)
                .with("JDK_JAVA_OPTIONS", JVM)
                .with("ROLLCALL_DATABASE_URL", database.url().orElseThrow())
                .with("ROLLCALL_DATABASE_USER", database.user())
                .with("ROLLCALL_DATABASE_PASSWORD", database.password())
                .with("ROLLCALL_PUBLIC_URL", "http://example.test")
                .with("ROLLCALL_HTTP_WORKERS", "16");
    }
}
