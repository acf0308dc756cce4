package io.rollcall.server.fuzz;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.testing.LogCapture;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent, the server answers in SCIM's form, quickly, keeps its users whole and logs nothing. The number of
 * requests and the seed can be set by {@code -Drollcall.fuzz.requests} and {@code -Drollcall.fuzz.seed}.
 */
class FuzzIT {
    private static final int REQUESTS = Integer.getInteger("rollcall.fuzz.requests", 5_000);
    private static final long SEED = Long.getLong("rollcall.fuzz.seed", 20261124);
    private static final int CLIENTS = 4;
    private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Set<Integer> ALLOWED_SERVER_ERRORS = Set.of(501);

    private final TestOrganization organization = TestOrganization.create();
    private final FuzzedIds ids = new FuzzedIds();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final AtomicLong slowest = new AtomicLong();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    @Test
    void answersWhateverIsSent() {
        try (LogCapture log = new LogCapture()) {
            Together.run(CLIENTS, this::sendMany);
            System.out.printf(
                    "Fuzzed with seed %d: %d requests, answers %s, slowest %d ms%n",
                    SEED,
                    REQUESTS,
                    new TreeMap<>(statuses),
                    Duration.ofNanos(slowest.get()).toMillis());
            assertThat(complaints).isEmpty();
            assertThat(log.texts()).isEmpty();
        }
        assertThat(statuses).containsKeys(200, 201, 204, 400, 401, 404, 409, 412);
        assertEveryUserIsWhole(organization.client());
    }

    private boolean sendMany(int client) {
        FuzzedRequests requests = new FuzzedRequests(new Random(SEED + client), organization.token(), ids);
        RawConnection connection = new RawConnection(TestServer.shared().port());
        try {
            for (int request = 0; request < REQUESTS / CLIENTS; request++) {
                if (!send(connection, requests.next())) {
                    connection.close();
                    connection = new RawConnection(TestServer.shared().port());
                }
            }
        } finally {
            connection.close();
        }
        return true;
    }

    /** @return whether the connection can be used again */
    private boolean send(RawConnection connection, FuzzedRequest request) {
        long start = System.nanoTime();
        RawAnswer answer = connection.send(request.bytes()).answer();
        noteTime(request, System.nanoTime() - start);
        statuses.computeIfAbsent(answer.status(), first -> new AtomicInteger()).incrementAndGet();
        ids.created(answer.header("Location"));
        try {
            assertAllowed(request, answer);
        } catch (AssertionError wrong) {
            complaints.add(request + "\n" + wrong.getMessage());
        }
        return !answer.header("Connection").equalsIgnoreCase("close");
    }

    /** A machine under load may pause once; a request that is slow by its nature is slow twice. */
    private void noteTime(FuzzedRequest request, long nanos) {
        long again = nanos < SLOW_NANOS ? nanos : Math.min(nanos, timeOf(request));
        slowest.accumulateAndGet(again, Math::max);
        if (again >= SLOW_NANOS) {
            complaints.add(request + "\ntook " + Duration.ofNanos(again));
        }
    }

    private static long timeOf(FuzzedRequest request) {
        try (RawConnection connection = new RawConnection(TestServer.shared().port())) {
            long start = System.nanoTime();
            connection.send(request.bytes()).answer();
            return System.nanoTime() - start;
        }
    }

    private static void assertAllowed(FuzzedRequest request, RawAnswer answer) {
        int status = answer.status();
        assertThat(status < 500 || ALLOWED_SERVER_ERRORS.contains(status))
                .as("%s%n%s", request, answer)
                .isTrue();
        assertThat(answer.header("X-Request-Id")).as(request.toString()).isNotBlank();
        if (status >= 400) {
            assertScimError(answer, status);
        } else if (status != 204
                && status != 304
                && !answer.header("Content-Encoding").equals("gzip")
                && !request.method().equals("OPTIONS")) {
            assertThat(json(answer.body()).isObject()).as(answer.body()).isTrue();
        }
    }

    private static void assertEveryUserIsWhole(ScimClient client) {
        int total = Integer.parseInt(client.get("/Users?count=0").text("/totalResults"));
        Set<String> listed = new HashSet<>();
        for (int start = 1; start <= total; start += 100) {
            JsonNode page =
                    client.get("/Users?count=100&startIndex=" + start).json().path("Resources");
            page.forEach(user -> {
                assertThat(listed.add(user.path("id").asText())).isTrue();
                assertThat(user.path("userName").asText()).isNotBlank();
                assertThat(client.get("/Users/" + user.path("id").asText()).json())
                        .isEqualTo(user);
            });
        }
        assertThat(listed).hasSize(total).hasSizeGreaterThan(REQUESTS / 100);
        assertThat(client.filter("userName pr").text("/totalResults")).isEqualTo(Integer.toString(total));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }
}
