package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RecordClient;
import io.rollcall.server.testing.TestCertificate;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Records without application data, such as KeyUpdates, take no more of the threads that read sockets than data does. */
@TestInstance(Lifecycle.PER_CLASS)
class RecordFloodIT {
    private static final String REQUEST =
            "GET /API/enterprise/scim/ServiceProviderConfig HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final String REFUSALS = "rollcall_refusals_total{reason=\"tls-records\",surface=\"http\"}";
    private static final int LIMIT = 32;

    @TempDir
    private static Path folder;

    private final TestCertificate certificate = TestCertificate.make("rollcall", "EC");
    private RunningServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(Map.of(
                "http.tls.certificate",
                certificate.writeCertificate(folder.resolve("certificate.pem")).toString(),
                "http.tls.key",
                certificate.writeKey(folder.resolve("key.pem")).toString()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void closesAConnectionThatSendsKeyUpdatesInPlaceOfDataWhileOthersAreServed() throws IOException {
        double before = refusals();
        try (RecordClient other = connect();
                RecordClient client = connect()) {
            for (int number = 0; number <= LIMIT; number++) {
                client.keyUpdate();
            }
            assertThat(client.text(REQUEST).send().read()).isEmpty();
            assertThat(other.text(REQUEST).send().read()).startsWith("HTTP/1.1 200 ");
            assertThat(Eventually.get(this::refusals, count -> count > before)).isEqualTo(before + 1);
        }
    }

    @Test
    void closesAConnectionThatSendsKeyUpdatesBetweenItsRequests() throws IOException {
        try (RecordClient client = connect()) {
            int requests = 0;
            while (requests < 2 * LIMIT
                    && isServed(client.keyUpdate().text(REQUEST).send())) {
                requests++;
            }
            assertThat(requests).isBetween(LIMIT - 1, LIMIT);
        }
    }

    @Test
    void answersARequestThatComesInOneReadWithTwoKeyUpdates() throws IOException {
        try (RecordClient client = connect()) {
            assertThat(client.keyUpdate().keyUpdate().text(REQUEST).send().read())
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void answersARequestThatComesInRecordsOfOneByte() throws IOException {
        try (RecordClient client = connect()) {
            for (String letter : REQUEST.split("")) {
                client.text(letter);
            }
            assertThat(client.send().read()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void closesAHandshakeThatComesInRecordsOfOneByte() throws SSLException {
        double before = refusals();
        byte[] hello = clientHello();
        int length = hello.length - 5;
        byte[] records = new byte[6 * length];
        for (int number = 0; number < length; number++) {
            System.arraycopy(new byte[] {22, 3, 1, 0, 1, hello[5 + number]}, 0, records, 6 * number, 6);
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.send(records).isClosedWithin(20_000)).isTrue();
        }
        assertThat(Eventually.get(this::refusals, count -> count > before)).isEqualTo(before + 1);
    }

    /** Reads the whole response. */
    private static boolean isServed(RecordClient client) {
        String response = client.read();
        String more = response;
        while (!more.isEmpty() && !response.stripTrailing().endsWith("}")) {
            more = client.read();
            response += more;
        }
        return response.startsWith("HTTP/1.1 200 ");
    }

    /** The address that flooded in another test may have to wait for a second. */
    private RecordClient connect() {
        return Eventually.get(
                        () -> {
                            try {
                                return Optional.of(RecordClient.connect(certificate.trusted(), server.port()));
                            } catch (IOException refused) {
                                return Optional.<RecordClient>empty();
                            }
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private byte[] clientHello() throws SSLException {
        SSLEngine engine = certificate.trusted().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] hello = new byte[record.flip().remaining()];
        record.get(hello);
        return hello;
    }

    private double refusals() {
        return server.component(Metrics.class)
                .scrape()
                .lines()
                .filter(line -> line.startsWith(REFUSALS))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
