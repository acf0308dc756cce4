package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** A list that is larger than what one connection may have unsent goes out as its client reads, or is refused. */
class LargeResponseIT {
    private static final int USERS = 40;
    private static final int BIO = 30_000;
    private static final String PATH = "/API/enterprise/scim/Users?count=" + USERS;

    @Test
    void arrivesWholePlainAndCompressed() throws IOException, InterruptedException {
        try (RunningServer server = TestServer.start(Map.of("http.max-pending-output-bytes-per-connection", "65536"))) {
            TestOrganization organization = withLargeUsers(server);
            HttpResponse<byte[]> plain = get(server, organization, "identity");
            assertWhole(plain.body());
            HttpResponse<byte[]> packed = get(server, organization, "gzip");
            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertWhole(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes());
        }
    }

    @Test
    void countsForTheBudgetUntilItIsReadAndIsRefusedWithoutRoom() {
        try (RunningServer server = TestServer.start(Map.of(
                "http.max-pending-output-bytes", "3000000",
                "http.write-timeout-seconds", "60",
                "http.workers", "2"))) {
            TestOrganization organization = withLargeUsers(server);
            List<RawConnection> slow = new ArrayList<>();
            String request = "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + organization.token() + "\r\n\r\n";
            for (int number = 0; number < 12; number++) {
                slow.add(new RawConnection(server.port(), 4_096).send(request));
            }
            Eventually.get(() -> refused(server) + closed(server), count -> count > 0);
            assertThat(pending(server)).isLessThanOrEqualTo(3_500_000);
            RawAnswer small = RawConnection.exchange(
                    server.port(),
                    request.replace("count=" + USERS, "count=1").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            assertThat(small.status()).isEqualTo(200);
            RawAnswer large = Eventually.get(
                    () -> RawConnection.exchange(
                            server.port(), request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")),
                    answer -> answer.status() == 200);
            assertThat(large.status()).as("once the stalled ones are closed").isEqualTo(200);
            slow.forEach(RawConnection::close);
            assertThat(Eventually.get(() -> pending(server), bytes -> bytes == 0))
                    .isZero();
        }
    }

    @Test
    void isRefusedWithAHintWhereItIsLargerThanTheBudget() {
        try (RunningServer server = TestServer.start(Map.of("http.max-pending-output-bytes", "500000"))) {
            ScimClient.Response refused = withLargeUsers(server).client(server).get("/Users?count=" + USERS);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.text("/detail")).contains("ask for fewer at a time");
            assertThat(refused.header("X-Request-Id")).isNotEmpty();
            assertThat(server.component(Metrics.class).scrape())
                    .contains("rollcall_refusals_total{reason=\"pending-output\",surface=\"http\"} 1.0");
        }
    }

    private static TestOrganization withLargeUsers(RunningServer server) {
        TestOrganization organization = TestOrganization.create(server);
        for (int number = 0; number < USERS; number++) {
            ScimClient.Response made = organization
                    .client(server)
                    .post("/Users", "{\"userName\": \"user%d\", \"title\": \"%s\"}".formatted(number, text(number)));
            assertThat(made.status()).isEqualTo(201);
        }
        return organization;
    }

    /** Hardly compressible, so that the packed list is large too. */
    private static String text(int seed) {
        return new java.util.Random(seed)
                .ints(BIO, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static HttpResponse<byte[]> get(RunningServer server, TestOrganization organization, String encoding)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + PATH))
                                .header("Authorization", "Bearer " + organization.token())
                                .header("Accept-Encoding", encoding)
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    private static void assertWhole(byte[] body) throws IOException {
        JsonNode list = new JsonMapper().readTree(body);
        assertThat(list.path("Resources")).hasSize(USERS);
        assertThat(list.path("Resources").path(USERS - 1).path("title").textValue())
                .hasSize(BIO);
    }

    private static double pending(RunningServer server) {
        return metric(server, "rollcall_http_pending_output_bytes{surface=\"http\"}");
    }

    private static double refused(RunningServer server) {
        return metric(server, "rollcall_refusals_total{reason=\"pending-output\",surface=\"http\"}");
    }

    private static double closed(RunningServer server) {
        return metric(server, "rollcall_http_slow_readers_total{surface=\"http\"}");
    }

    private static double metric(RunningServer server, String name) {
        return server.component(Metrics.class)
                .scrape()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
