package io.rollcall.server.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.MariaDbProcesses;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.ServingProgram;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The program ended at the worst moment, on its embedded database: nothing is left running, nothing is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledServerIT {
    private static final int USERS = 200;
    private static final int CLIENTS = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder = Path.of("target", "killed-test").toAbsolutePath();
    private final int port = FreePort.next();
    private final RollcallProgram program = RollcallProgram.on(folder, port);
    private final String baseUrl = "http://localhost:" + port + "/API/enterprise/scim";

    @BeforeAll
    void startAnew() {
        program.forgetData();
    }

    @Test
    @Order(1)
    void leavesNothingRunningWhereItIsToldToEndWhileSettingUp() throws Exception {
        Process process = program.start();
        await("mariadb-unfinished-*");
        // Its streams stay open, unlike with Process.destroy.
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(MariaDbProcesses.in(folder)).isEmpty();
    }

    @Test
    @Order(2)
    void leavesNothingRunningWhereItIsToldToEndWhileTheDatabaseStarts() throws Exception {
        Process process = program.start();
        await("mariadb.pid");
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(MariaDbProcesses.in(folder)).isEmpty();
    }

    @Test
    @Order(3)
    void startsAfterItWasKilledWhileSettingUp() throws Exception {
        program.forgetData();
        Process process = program.start();
        await("mariadb-unfinished-*");
        process.destroyForcibly().waitFor();

        var list = program.run("organization", "list", "--create");
        assertThat(list.exitCode()).as(list.err()).isZero();
    }

    @Test
    @Order(4)
    void losesNoAcknowledgedUserAndHasNoPartialOne() throws Exception {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        ProcessHandle orphan;
        String token;
        try (ServingProgram server = program.serve()) {
            token = server.bannerMatch("Token +(rollcall_\\S+)");
            CountDownLatch enough = new CountDownLatch(USERS / 4);
            ExecutorService clients = createAll(new ScimClient(baseUrl, token), acknowledged, enough);
            assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
            orphan = program.mariaDb();
            server.handle().destroyForcibly();
            server.awaitEnd();
            assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(acknowledged.size()).isBetween(USERS / 4, USERS - 1);
        assertThat(orphan.isAlive()).isTrue();

        try (ServingProgram again = program.serve()) {
            assertThat(again.banner()).contains("acme");
            assertThat(orphan.isAlive()).isFalse();
            ScimClient client = new ScimClient(baseUrl, token);
            acknowledged.forEach((id, userName) ->
                    assertThat(client.get("/Users/" + id).text("/userName")).isEqualTo(userName));
            JsonNode list = client.get("/Users?count=1000").json();
            int rows = assertWholeRows();
            assertThat(rows).isGreaterThanOrEqualTo(acknowledged.size());
            assertThat(list.path("totalResults").intValue()).isEqualTo(rows);
            assertThat(list.path("Resources")).hasSize(rows);
        }
    }

    private static ExecutorService createAll(
            ScimClient client, Map<String, String> acknowledged, CountDownLatch enough) {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        IntStream.range(0, USERS)
                .forEach(number -> clients.execute(() -> {
                    try {
                        Response answer = client.post("/Users", user(number));
                        if (answer.status() == 201) {
                            acknowledged.put(answer.id(), userName(number));
                            enough.countDown();
                        }
                    } catch (UncheckedIOException killed) {
                        // so it was not acknowledged
                    }
                }));
        clients.shutdown();
        return clients;
    }

    private static String userName(int number) {
        return "user" + number + "@example.com";
    }

    private static String user(int number) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","jotform_user_role":"user",
                 "emails":[{"value":"a%d@example.com","type":"work"},{"value":"b%d@example.com","type":"home"}]}""".formatted(userName(number), number, number);
    }

    /** Each row with its document and a value for each of its emails, and no value without a row. */
    private int assertWholeRows() throws Exception {
        Properties access = new Properties();
        access.load(Files.newBufferedReader(folder.resolve("mariadb.properties")));
        int rows = 0;
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + access.getProperty("port") + "/rollcall",
                        "rollcall",
                        access.getProperty("password"));
                ResultSet users = connection
                        .createStatement()
                        .executeQuery("SELECT user_name, document, (SELECT GROUP_CONCAT(value_key ORDER BY element)"
                                + " FROM user_values v WHERE v.user_id = u.id) AS emails FROM users u")) {
            while (users.next()) {
                JsonNode document = JSON.readTree(users.getString("document"));
                assertThat(document.path("userName").textValue()).isEqualTo(users.getString("user_name"));
                assertThat(users.getString("emails"))
                        .isEqualTo(String.join(",", document.path("emails").findValuesAsText("value")));
                rows++;
            }
            ResultSet values = connection.createStatement().executeQuery("SELECT COUNT(*) FROM user_values");
            values.next();
            assertThat(values.getInt(1)).isEqualTo(2 * rows);
        }
        return rows;
    }

    private void await(String glob) throws Exception {
        Files.createDirectories(folder);
        for (int attempt = 0; attempt < 3_000; attempt++) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
                if (found.iterator().hasNext()) {
                    return;
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError("no " + glob);
    }
}
