package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.http.tls.ClientHello;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.TestCertificate;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that begin TLS handshakes and never finish them cost the server a bounded share of its processors. */
@Tag("long")
class HandshakeFloodIT {
    private static final String REQUEST =
            "GET /API/enterprise/scim/ServiceProviderConfig HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final int ESTABLISHED = 8;
    private static final int HELLOS = 400;
    private static final int HANDSHAKE_RECORD = 22;

    @TempDir
    private Path folder;

    private final TestCertificate certificate = TestCertificate.make("rollcall", "RSA");

    /** Counts the handshakes that were answered before the requests, which a slow machine does not change. */
    @Test
    void answersEstablishedConnectionsBeforeMostClientHellosThatCameEarlier() throws IOException {
        List<SSLSocket> established = new ArrayList<>();
        List<RawConnection> others = new ArrayList<>();
        try (RunningServer server = start(Map.of(
                "http.tls.handshakes-per-second-per-address", "0",
                "http.tls.max-handshakes-per-address", "1000",
                "http.tls.max-handshakes", "1000"))) {
            for (int number = 0; number < ESTABLISHED; number++) {
                established.add(connect(server));
            }
            requestAll(established);
            for (int number = 0; number < HELLOS; number++) {
                others.add(new RawConnection(server.port()));
            }
            byte[] hello = clientHello();
            others.forEach(other -> other.send(hello));
            requestAll(established);
            assertThat(others.stream().filter(RawConnection::hasUnread).count()).isLessThan(HELLOS / 8);
            assertThat(others).allSatisfy(other -> assertThat(other.read()).isEqualTo(HANDSHAKE_RECORD));
        } finally {
            others.forEach(RawConnection::reset);
            for (SSLSocket socket : established) {
                socket.close();
            }
        }
    }

    @Test
    void closesConnectionsOfAnAddressThatBeginsTooManyInASecondWithoutAnAnswer() throws IOException {
        try (RunningServer server = start(Map.of("http.tls.handshakes-per-second-per-address", "1"))) {
            byte[] hello = clientHello();
            int closed = 0;
            for (int number = 0; number < 40; number++) {
                RawConnection connection = new RawConnection(server.port()).send(hello);
                closed += connection.read() == HANDSHAKE_RECORD ? 0 : 1;
                connection.reset();
            }
            assertThat(closed).isPositive();
            assertThat(metric(server, "rollcall_refusals_total{reason=\"handshake-rate\",surface=\"http\"}"))
                    .isEqualTo(closed);
            assertThat(Eventually.get(() -> isServed(server), served -> served)).isTrue();
        }
    }

    @Test
    void closesTheNextConnectionOfAnAddressThatHasTooManyUnfinished() throws IOException {
        try (RunningServer server = start(Map.of("http.tls.max-handshakes-per-address", "2"));
                SSLSocket established = connect(server);
                RawConnection first = new RawConnection(server.port());
                RawConnection second = new RawConnection(server.port());
                RawConnection third = new RawConnection(server.port())) {
            byte[] half = Arrays.copyOf(clientHello(), 100);
            // The client's side of a handshake is done a little earlier than the server's.
            assertThat(Eventually.get(() -> unfinished(server), open -> open == 0))
                    .isZero();
            first.send(half);
            second.send(half);
            assertThat(Eventually.get(() -> unfinished(server), open -> open == 2))
                    .isEqualTo(2);
            assertThat(third.send(half).isClosedWithin(10_000)).isTrue();
            request(established);
            first.reset();
            assertThat(Eventually.get(() -> unfinished(server), open -> open == 1))
                    .isEqualTo(1);
            assertThat(isServed(server)).isTrue();
        }
    }

    @Test
    void closesConnectionsWhoseHelloNamesThousandsOfSignatureAlgorithmsOrIsLong() {
        try (RunningServer server = start(Map.of("http.tls.handshakes-per-second-per-address", "0"))) {
            assertThat(firstByteAfter(ClientHello.withAlgorithms(100), server)).isEqualTo(HANDSHAKE_RECORD);
            assertThat(firstByteAfter(ClientHello.withAlgorithms(200), server)).isNotEqualTo(HANDSHAKE_RECORD);
            assertThat(firstByteAfter(ClientHello.withAlgorithms(5_000), server))
                    .isNotEqualTo(HANDSHAKE_RECORD);
            byte[] cut = Arrays.copyOf(ClientHello.withAlgorithms(7_000), 100);
            assertThat(firstByteAfter(cut, server)).isNotEqualTo(HANDSHAKE_RECORD);
            assertThat(isServed(server)).isTrue();
        }
    }

    private static int firstByteAfter(byte[] hello, RunningServer server) {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection.send(hello).read();
        }
    }

    private RunningServer start(Map<String, String> limits) {
        Map<String, String> settings = new HashMap<>(limits);
        settings.put(
                "http.tls.certificate",
                certificate.writeCertificate(folder.resolve("certificate.pem")).toString());
        settings.put(
                "http.tls.key", certificate.writeKey(folder.resolve("key.pem")).toString());
        return TestServer.start(settings);
    }

    private SSLSocket connect(RunningServer server) throws IOException {
        SSLSocket socket = (SSLSocket)
                certificate.trusted().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private boolean isServed(RunningServer server) {
        try (SSLSocket socket = connect(server)) {
            request(socket);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void requestAll(List<SSLSocket> sockets) throws IOException {
        for (SSLSocket socket : sockets) {
            send(socket);
        }
        for (SSLSocket socket : sockets) {
            receive(socket);
        }
    }

    private static void request(SSLSocket socket) throws IOException {
        send(socket);
        receive(socket);
    }

    private static void send(SSLSocket socket) throws IOException {
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    }

    private static void receive(SSLSocket socket) throws IOException {
        byte[] buffer = new byte[16_384];
        int read = socket.getInputStream().read(buffer);
        String text = new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8);
        assertThat(text).startsWith("HTTP/1.1 200 ");
        while (!text.endsWith("}")) {
            read = socket.getInputStream().read(buffer);
            text = new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8).stripTrailing();
        }
    }

    private byte[] clientHello() throws SSLException {
        SSLEngine engine = certificate.trusted().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        return Arrays.copyOf(record.array(), record.position());
    }

    private static double unfinished(RunningServer server) {
        return metric(server, "rollcall_tls_handshakes");
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
