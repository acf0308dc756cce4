package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of proxies, connectors and attackers, sent byte for byte as recorded in {@code /cases}. */
@TestInstance(Lifecycle.PER_CLASS)
class RecordedRequestsIT {
    private static final int FAILURES = 6;

    private final RunningServer server = TestServer.start(Map.of(
            "http.trusted-proxies", "127.0.0.1", "limits.address-failures-per-minute", Integer.toString(FAILURES)));
    private final TestOrganization organization = TestOrganization.create(server);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void recordsTheClientsIpv6AddressWithoutItsPort() {
        assertThat(exchange("A1-forwarded-ipv6-with-port.http").status()).isEqualTo(201);
        assertThat(server.component(Activity.class)
                        .list(organization.id(), ActivityQuery.newest(1))
                        .get(0)
                        .actor()
                        .address())
                .isEqualTo("2603:1026:2405:1234:5678:9abc:def0:1234");
    }

    @Test
    void limitsAClientWhosePortChangesWithEachRequest() {
        List<Integer> statuses = new ArrayList<>();
        for (int number = 0; number < FAILURES + 10; number++) {
            String request = recorded("A2-forwarded-port.http").replace("{port}", Integer.toString(40_000 + number));
            statuses.add(RawConnection.exchange(server.port(), request).status());
        }
        assertThat(statuses.subList(0, FAILURES)).containsOnly(401);
        assertThat(statuses.subList(FAILURES + 1, statuses.size())).containsOnly(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"B1-cl-te.http", "B1-te-cl.http"})
    void refusesTwoLengthsAndAnswersNothingBehindThem(String request) {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.send(recorded(request)).answer().status()).isEqualTo(400);
            assertThat(connection.answer().isNone()).isTrue();
        }
        assertThat(organization
                        .client(server)
                        .filter("userName eq \"clte@x.test\"")
                        .text("/totalResults"))
                .isEqualTo("0");
    }

    @Test
    void sendsNoChunksToAnHttp10Client() {
        RawAnswer answer = exchange("B2-http10.http");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Transfer-Encoding")).isEmpty();
        assertThat(answer.body()).startsWith("{").endsWith("}");
    }

    @Test
    void ignoresAChunkExtension() {
        assertThat(exchange("B4-chunk-extension.http").status()).isEqualTo(201);
        assertThat(organization
                        .client(server)
                        .filter("userName eq \"ext@x.test\"")
                        .text("/totalResults"))
                .isEqualTo("1");
    }

    private RawAnswer exchange(String name) {
        return RawConnection.exchange(server.port(), recorded(name));
    }

    /** The request with its lines ended as HTTP has it, for this test's organization. */
    private String recorded(String name) {
        try (InputStream file = RecordedRequestsIT.class.getResourceAsStream("/cases/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .replace("\n", "\r\n")
                    .replace("{slug}", organization.slug())
                    .replace("{domain}", TestServer.BASE_DOMAIN)
                    .replace("{token}", organization.token());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
