package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.TestCertificate;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The limits for slow clients apply to TLS too: encrypted output counts, and so does the handshake. */
@TestInstance(Lifecycle.PER_CLASS)
class SlowTlsClientIT {
    private static final String LARGE = "GET /api/admin/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int CLIENTS = 20;

    @TempDir
    private static Path folder;

    private final TestCertificate certificate = TestCertificate.make("rollcall", "EC");
    private RunningServer server;

    @BeforeAll
    void start() {
        certificate.writeKey(folder.resolve("key.pem"));
        certificate.writeCertificate(folder.resolve("certificate.pem"));
        server = TestServer.start(Map.of(
                "http.tls.certificate", folder.resolve("certificate.pem").toString(),
                "http.tls.key", folder.resolve("key.pem").toString(),
                "http.workers", "2",
                "http.write-timeout-seconds", "2",
                "http.request-timeout-seconds", "2"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void manyThatNeverReadAreCutOffAndTheirEncryptedOutputIsBounded() throws IOException {
        List<SSLSocket> slow = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            SSLSocket socket = connect();
            slow.add(socket);
            socket.getOutputStream().write(LARGE.repeat(100).getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(Eventually.get(this::pending, bytes -> bytes > 0))
                .isPositive()
                .isLessThan(CLIENTS * 262_144L);
        try (SSLSocket other = connect()) {
            other.getOutputStream().write(LARGE.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(other.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
        assertThat(Eventually.get(this::pending, bytes -> bytes == 0)).isZero();
        for (SSLSocket socket : slow) {
            socket.close();
        }
    }

    @Test
    void cutsOffAHandshakeThatComesByteByByte() {
        byte[] hello = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        try (RawConnection connection = new RawConnection(server.port())) {
            long start = System.nanoTime();
            int sent = 0;
            while (!connection.isClosedWithin(200)) {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                connection.send(new byte[] {hello[sent++ % hello.length]});
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    private SSLSocket connect() throws IOException {
        SSLSocket socket = (SSLSocket)
                certificate.trusted().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private double pending() {
        return server.component(Metrics.class)
                .scrape()
                .lines()
                .filter(line -> line.startsWith("rollcall_http_pending_output_bytes"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
