package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.LogCapture;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.TestCertificate;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disconnecting client is not an event for operators: nothing is logged at INFO or above. */
class AbortedClientIT {
    private static final String LARGE = "GET /api/admin/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int CLIENTS = 20;

    @TempDir
    private Path folder;

    @Test
    void leavesNoLineWhenItBreaksOffDuringItsRequestsOrResponses() {
        try (RunningServer server = TestServer.start(Map.of("ops.port", "0"));
                LogCapture log = new LogCapture()) {
            List<RawConnection> clients = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                clients.add(new RawConnection(server.port(), 4_096).send(LARGE.repeat(100)));
                clients.add(new RawConnection(server.port()).send(LARGE.substring(0, 30)));
                clients.add(new RawConnection(server.opsPort().orElseThrow(), 4_096)
                        .send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(50)));
            }
            Eventually.get(() -> pending(server), bytes -> bytes > 0);
            clients.forEach(RawConnection::reset);
            assertThat(Eventually.get(() -> connections(server), open -> open == 0))
                    .isZero();
            assertThat(log.texts()).isEmpty();
        }
    }

    @Test
    void leavesNoLineWhenItBreaksOffDuringOrAfterAHandshake() throws IOException {
        TestCertificate certificate = certificate();
        try (RunningServer server = startTls();
                LogCapture log = new LogCapture()) {
            for (int number = 0; number < CLIENTS; number++) {
                new RawConnection(server.port()).send(LARGE).reset();
                new RawConnection(server.port())
                        .send(new byte[] {22, 3, 1, 2, 0, 1, 0})
                        .reset();
                try (RawConnection plain = new RawConnection(server.port())) {
                    plain.send(LARGE.repeat(3));
                }
                SSLSocket socket = connect(certificate, server, "TLSv1.3");
                socket.getOutputStream().write(LARGE.repeat(100).getBytes(StandardCharsets.US_ASCII));
                socket.setSoLinger(true, 0);
                socket.close();
            }
            assertThat(Eventually.get(() -> connections(server), open -> open == 0))
                    .isZero();
            assertThat(log.texts()).isEmpty();
        }
    }

    @Test
    void cannotNegotiateAnEncryptedConnectionAgain() throws IOException {
        TestCertificate certificate = certificate();
        try (RunningServer server = startTls();
                SSLSocket socket = connect(certificate, server, "TLSv1.2")) {
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        socket.getOutputStream().write(LARGE.getBytes(StandardCharsets.US_ASCII));
                        socket.getInputStream().readNBytes(100);
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private TestCertificate certificate() {
        TestCertificate certificate = TestCertificate.make("rollcall", "EC");
        certificate.writeKey(folder.resolve("key.pem"));
        certificate.writeCertificate(folder.resolve("certificate.pem"));
        return certificate;
    }

    private RunningServer startTls() {
        return TestServer.start(Map.of(
                "http.tls.certificate", folder.resolve("certificate.pem").toString(),
                "http.tls.key", folder.resolve("key.pem").toString()));
    }

    private static SSLSocket connect(TestCertificate trusted, RunningServer server, String protocol)
            throws IOException {
        SSLSocket socket = (SSLSocket)
                trusted.trusted().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    private static double pending(RunningServer server) {
        return metric(server, "rollcall_http_pending_output_bytes");
    }

    private static double connections(RunningServer server) {
        return metric(server, "rollcall_http_connections");
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
