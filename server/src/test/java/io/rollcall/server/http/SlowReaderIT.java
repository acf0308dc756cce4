package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Clients that ask for much and read little or nothing are in nobody's way, cost little memory, and are cut off. */
@TestInstance(Lifecycle.PER_CLASS)
class SlowReaderIT {
    private static final String LARGE = "/api/admin/v1/openapi.json";
    private static final int SMALL_BUFFER = 4_096;
    private static final int PER_CONNECTION = 262_144;
    private static final int WORKERS = 2;
    private static final String OTHER = "GET /console/nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private final RunningServer server = TestServer.start(Map.of(
            "http.workers", Integer.toString(WORKERS),
            "http.max-waiting", "200",
            "http.write-timeout-seconds", "2",
            "limits.address-requests-per-second", "0"));

    private final List<RawConnection> slow = new ArrayList<>();

    /** The first request to each part of the server makes that part. */
    @BeforeAll
    void makeReady() {
        assertThat(RawConnection.exchange(server.port(), OTHER).status()).isEqualTo(303);
        try (RawConnection admin = neverReading(1)) {
            assertThat(admin.answer().status()).isEqualTo(200);
        }
        assertNobodyIsConnected();
    }

    @AfterEach
    void disconnect() {
        slow.forEach(RawConnection::close);
        slow.clear();
        assertNobodyIsConnected();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void assertNobodyIsConnected() {
        assertThat(Eventually.get(this::connections, open -> open == 0)).isZero();
    }

    @Test
    void manyThatPipelineAndNeverReadBlockNobody() {
        int before = executed();
        int cutOff = cutOff();
        for (int number = 0; number < 60; number++) {
            slow.add(neverReading(200));
        }
        for (int time = 0; time < 10; time++) {
            assertOthersAreAnsweredAtOnce();
            assertThat(pending()).isLessThanOrEqualTo(60L * PER_CONNECTION);
        }
        assertThat(executed() - before)
                .as("requests of clients that read nothing")
                .isLessThan(60 * 40);
        assertNobodyIsConnected();
        assertThat(pending()).isZero();
        assertThat(cutOff()).isGreaterThan(cutOff);
    }

    @Test
    void cutsOffAClientThatReadsAByteNowAndThen() {
        RawConnection trickle = neverReading(200);
        slow.add(trickle);
        Eventually.get(this::connections, open -> open > 0);
        long start = System.nanoTime();
        while (connections() > 0) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            trickle.read();
            assertOthersAreAnsweredAtOnce();
            Eventually.pause(Duration.ofMillis(200));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void answersAllPipelinedRequestsOfAClientThatReadsInOrder() {
        String head = "GET /nowhere/%d HTTP/1.1\r\nHost: localhost\r\n\r\n";
        StringBuilder requests = new StringBuilder();
        for (int number = 0; number < 300; number++) {
            requests.append(number % 3 == 0 ? get(LARGE) : head.formatted(number));
        }
        RawConnection client = new RawConnection(server.port(), SMALL_BUFFER);
        slow.add(client);
        client.send(requests.toString());
        List<Integer> answers = IntStream.range(0, 300)
                .mapToObj(number -> client.answer().status())
                .toList();
        assertThat(answers)
                .isEqualTo(IntStream.range(0, 300)
                        .mapToObj(number -> number % 3 == 0 ? 200 : 404)
                        .toList());
    }

    @Test
    void thoseWhoWaitForTheirAnswersComeBeforeThoseWhoPipeline() {
        String quick = "GET /console/nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (int number = 0; number < 100; number++) {
            slow.add(new RawConnection(server.port(), SMALL_BUFFER).send(quick.repeat(200)));
        }
        for (int time = 0; time < 5; time++) {
            assertOthersAreAnsweredAtOnce();
        }
    }

    @Test
    void dropsRequestsOfAConnectionThatIsClosed() {
        int before = executed();
        RawConnection client = neverReading(400);
        Eventually.get(this::pending, bytes -> bytes > 0);
        client.reset();
        assertNobodyIsConnected();
        assertOthersAreAnsweredAtOnce();
        assertThat(executed() - before).isLessThan(200);
    }

    private RawConnection neverReading(int requests) {
        return new RawConnection(server.port(), SMALL_BUFFER).send(get(LARGE).repeat(requests));
    }

    private void assertOthersAreAnsweredAtOnce() {
        long start = System.nanoTime();
        RawAnswer answer = RawConnection.exchange(server.port(), OTHER);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private long pending() {
        return (long) metric("rollcall_http_pending_output_bytes\\{surface=\"http\"}");
    }

    private int connections() {
        return (int) metric("rollcall_http_connections\\{surface=\"http\"}");
    }

    private int executed() {
        return (int) metric("rollcall_http_requests_seconds_count\\{path=\"/api/admin/v1\",status=\"2xx\"}");
    }

    private int cutOff() {
        return (int) metric("rollcall_http_slow_readers_total\\{surface=\"http\"}");
    }

    private double metric(String name) {
        Matcher found = Pattern.compile(name + " (\\S+)")
                .matcher(server.component(Metrics.class).scrape());
        return found.find() ? Double.parseDouble(found.group(1)) : -1;
    }
}
