package io.rollcall.server.events.webhooks.delivery;

import static io.rollcall.server.testing.WebhookReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.events.webhooks.AddressRules;
import io.rollcall.server.events.webhooks.TargetUrl;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.TestCertificate;
import io.rollcall.server.testing.WebhookReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The HTTP client for webhooks: addresses, TLS, timeouts, connections. */
class HttpSenderTest {
    private static final byte[] BODY = {'{', '}'};
    private static final OrganizationId OWNER = new OrganizationId(1);
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private static HttpSender sender(boolean allowPrivate, Duration timeout) {
        return new HttpSender(
                new AddressRules(allowPrivate), () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), timeout);
    }

    private static TargetUrl url(String text) {
        return new TargetUrl(URI.create(text));
    }

    @Test
    void refusesAPrivateAddressWhateverTheNameIs() throws IOException {
        try (HttpSender sender = sender(false, Duration.ofSeconds(5))) {
            for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
                assertThatThrownBy(() ->
                                sender.post(OWNER, url("http://" + host + ":" + receiver.port() + "/"), HEADERS, BODY))
                        .as(host)
                        .isInstanceOf(DeliveryFailure.class)
                        .hasMessageContaining("no public address");
            }
        }
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void sendsTheNextMessageOverTheSameConnection() throws DeliveryFailure {
        try (HttpSender sender = sender(true, Duration.ofSeconds(5))) {
            for (int message = 0; message < 5; message++) {
                assertThat(sender.post(OWNER, url(receiver.url()), HEADERS, BODY)
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(receiver.connections()).isEqualTo(1);
        assertThat(receiver.messages()).hasSize(5);
    }

    @Test
    void opensAnotherConnectionIfTheKeptOneWasClosed() throws DeliveryFailure {
        receiver.answering((message, connection) -> {
            status(200).send(message, connection);
            connection.close();
        });
        try (HttpSender sender = sender(true, Duration.ofSeconds(5))) {
            for (int message = 0; message < 5; message++) {
                assertThat(sender.post(OWNER, url(receiver.url()), HEADERS, BODY)
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(receiver.messages()).hasSize(5);
    }

    @Test
    void endsAnAttemptAsAWholeThoughBytesTrickle() {
        receiver.answering((message, connection) -> trickle(connection));
        try (HttpSender sender = sender(true, Duration.ofSeconds(1))) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> sender.post(OWNER, url(receiver.url()), HEADERS, BODY))
                    .isInstanceOf(DeliveryFailure.class)
                    .hasMessage("No response within 1 second.");

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
        }
    }

    @Test
    void refusesInformationalHeadsWithoutAnEnd() {
        receiver.answering((message, connection) -> {
            byte[] heads = "HTTP/1.1 100 Continue\r\n\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            connection.getOutputStream().write(heads);
            status(200).send(message, connection);
        });
        try (HttpSender sender = sender(true, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> sender.post(OWNER, url(receiver.url()), HEADERS, BODY))
                    .isInstanceOf(DeliveryFailure.class)
                    .hasMessageContaining("longer than 16384 bytes");
        }
    }

    /** One byte of a header at a time, until the sender closes the connection. */
    private static void trickle(Socket connection) throws IOException {
        connection.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
        connection.setSoTimeout(50);
        while (true) {
            connection.getOutputStream().write('x');
            connection.getOutputStream().flush();
            try {
                if (connection.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException stillOpen) {
                // one more
            }
        }
    }

    @Test
    void saysThatAConnectionWasRefused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (HttpSender sender = sender(true, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> sender.post(OWNER, url("http://127.0.0.1:" + port + "/"), HEADERS, BODY))
                    .hasMessage("The connection was refused.");
            assertThatThrownBy(() -> sender.post(OWNER, url("http://no.such.host.invalid/"), HEADERS, BODY))
                    .hasMessageContaining("cannot be resolved");
        }
    }

    @Test
    void verifiesTheCertificateForTheHostOfTheUrl() throws Exception {
        TestCertificate certificate = TestCertificate.make("receiver", "EC");
        try (ServerSocket listener = listener(certificate)) {
            int port = listener.getLocalPort();
            try (HttpSender unknown = sender(true, Duration.ofSeconds(10))) {
                assertThatThrownBy(() -> unknown.post(OWNER, url("https://localhost:" + port + "/"), HEADERS, BODY))
                        .hasMessageContaining("TLS");
            }
            try (HttpSender trusting = new HttpSender(
                    new AddressRules(true), certificate.trusted()::getSocketFactory, Duration.ofSeconds(10))) {
                assertThat(trusting.post(OWNER, url("https://localhost:" + port + "/"), HEADERS, BODY)
                                .status())
                        .isEqualTo(200);
                assertThat(trusting.post(OWNER, url("https://127.0.0.1:" + port + "/"), HEADERS, BODY)
                                .status())
                        .isEqualTo(200);
                assertThatThrownBy(() -> trusting.post(OWNER, url("https://127.0.0.2:" + port + "/"), HEADERS, BODY))
                        .as("a host that the certificate does not name")
                        .hasMessageContaining("TLS");
            }
        }
    }

    /** Answers each connection with 200. */
    private static ServerSocket listener(TestCertificate certificate) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "key", certificate.keys().getPrivate(), new char[0], new Certificate[] {certificate.certificate()});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        ServerSocket listener =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("0.0.0.0"));
        Thread thread = new Thread(() -> serve(listener), "tls-receiver");
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    private static void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket connection = listener.accept()) {
                connection.getInputStream().read(new byte[4_096]);
                status(200, "Connection: close").send(null, connection);
            } catch (IOException refused) {
                // the certificate was not accepted, or the test is over
            }
        }
    }
}
