package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Clients that send slowly or not at all are in nobody's way, and are cut off in the end. */
@TestInstance(Lifecycle.PER_CLASS)
class SlowClientIT {
    private static final String USERS = "/API/enterprise/scim/Users";
    private static final int WORKERS = 2;

    private final RunningServer server = TestServer.start(Map.of(
            "http.workers",
            Integer.toString(WORKERS),
            "http.max-waiting",
            Integer.toString(20 * WORKERS),
            "http.idle-timeout-seconds",
            "2",
            "http.request-timeout-seconds",
            "3"));
    private final TestOrganization organization = TestOrganization.create(server);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void manyThatSendHalfAHeaderBlockNobody() {
        assertNobodyIsBlockedBy(number -> "GET " + USERS + " HTTP/1.1\r\nHo");
    }

    @Test
    void manyThatSendHalfABodyBlockNobody() {
        assertNobodyIsBlockedBy(number -> head("Content-Length: 100") + "{\"userName\":");
        assertNobodyIsBlockedBy(number -> head("Transfer-Encoding: chunked") + "100\r\n{\"userName\":");
        assertNobodyIsBlockedBy(number -> head("Content-Length: 100\r\nExpect: 100-continue"));
        assertNobodyIsBlockedBy(number -> head("Content-Length: 5000000") + "{\"userName\":");
    }

    @Test
    void manyThatSayNothingBlockNobody() {
        assertNobodyIsBlockedBy(number -> "");
    }

    @Test
    void cutsOffAClientThatSaysNothing() {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.isClosedWithin(4_000)).isTrue();
        }
    }

    @Test
    void keepsAConnectionOpenBetweenRequestsForSomeTime() {
        try (RawConnection connection = new RawConnection(server.port())) {
            // Longer together than any request may take, each a fraction of the time for which a connection may be
            // idle.
            for (int request = 0; request < 8; request++) {
                assertThat(connection.send(get()).answer().status()).isEqualTo(200);
                assertThat(connection.isClosedWithin(500)).isFalse();
            }
            assertThat(connection.isClosedWithin(3_000)).isTrue();
        }
    }

    @Test
    void cutsOffAClientThatSendsAByteNowAndThen() throws InterruptedException {
        assertIsCutOff(get(), 0);
        assertIsCutOff(
                head("Content-Length: 100") + "{" + " ".repeat(99),
                head("Content-Length: 100").length());
    }

    /** @param quick how much of the text is sent at once */
    private void assertIsCutOff(String text, int quick) throws InterruptedException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(text.substring(0, quick));
            long start = System.nanoTime();
            int sent = quick;
            while (!connection.isClosedWithin(200)) {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                connection.send(text.substring(sent, ++sent));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    private void assertNobodyIsBlockedBy(Function<Integer, String> beginning) {
        List<RawConnection> slow = new ArrayList<>();
        for (int number = 0; number < 20 * WORKERS; number++) {
            slow.add(new RawConnection(server.port()).send(beginning.apply(number)));
        }
        try (RawConnection quick = new RawConnection(server.port())) {
            long start = System.nanoTime();
            assertThat(quick.send(get()).answer().status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        } finally {
            slow.forEach(RawConnection::close);
        }
    }

    private String get() {
        return "GET " + USERS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + organization.token()
                + "\r\n\r\n";
    }

    private String head(String headers) {
        return "POST " + USERS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + organization.token()
                + "\r\n" + headers + "\r\n\r\n";
    }
}
