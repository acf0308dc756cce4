package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.LogCapture;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.TestCertificate;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that speaks TLS itself, with a certificate that is renewed while it runs. */
@TestInstance(Lifecycle.PER_CLASS)
class TlsIT {
    @TempDir
    private static Path folder;

    private RunningServer server;

    @BeforeAll
    void start() {
        put(TestCertificate.make("first", "EC"));
        server = TestServer.start(Map.of(
                "http.tls.certificate",
                folder.resolve("certificate.pem").toString(),
                "http.tls.key",
                folder.resolve("key.pem").toString(),
                "http.tls.reload-seconds",
                "1",
                "http.request-timeout-seconds",
                "2"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, RSA", "TLSv1.2, EC"})
    void servesOverTls(String protocol, String algorithm) {
        TestCertificate certificate = renew(TestCertificate.make("rollcall", algorithm));
        TestOrganization organization = TestOrganization.create(server);
        HttpResponse<String> made = send(
                certificate,
                protocol,
                request(server, "/API/enterprise/scim/Users")
                        .header("Authorization", "Bearer " + organization.token())
                        .header("Content-Type", "application/scim+json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"userName\": \"tls@example.com\"}")));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location").orElse(""))
                .startsWith("https://127.0.0.1:" + server.port() + "/API/enterprise/scim/Users/");
        assertThat(made.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
    }

    @Test
    void tellsBrowsersInEveryAnswerToComeOverTlsOnly() {
        TestCertificate certificate = renew(TestCertificate.make("rollcall", "EC"));
        for (String path : new String[] {
            "/API/enterprise/scim/Users", "/api/admin/v1/organizations", "/console", "/nowhere", "/console/%5C"
        }) {
            HttpResponse<String> answer = get(certificate, server, path);
            assertThat(answer.headers().allValues("Strict-Transport-Security"))
                    .as("%d %s", answer.statusCode(), path)
                    .containsExactly("max-age=31536000");
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure"));
        }
        assertThat(server.component(Metrics.class).scrape())
                .contains("rollcall_tls_certificate_expires "
                        + (double) certificate.certificate().getNotAfter().getTime() / 1_000);
    }

    @Test
    void newConnectionsGetANewCertificate() {
        TestCertificate old = renew(TestCertificate.make("old", "RSA"));
        assertThat(get(old, server, "/console").statusCode()).isEqualTo(303);
        renew(TestCertificate.make("renewed", "EC"));
        assertThat(isServedBy(old, server)).isFalse();
    }

    @Test
    void keepsTheOldCertificateWhereTheNewOneIsNoGood() throws IOException {
        TestCertificate old = renew(TestCertificate.make("old", "EC"));
        try (LogCapture log = new LogCapture()) {
            Files.writeString(folder.resolve("certificate.pem"), "-----BEGIN CERTIFICATE-----\nbroken\n");
            Eventually.get(() -> log.messages(Level.WARN), messages -> !messages.isEmpty());
            TestCertificate.make("other", "EC").writeCertificate(folder.resolve("certificate.pem"));
            assertThat(Eventually.get(() -> log.messages(Level.WARN), messages -> messages.size() > 1))
                    .hasSize(2)
                    .allMatch(message -> message.startsWith("The certificate was not reloaded: "));
            assertThat(isServedBy(old, server)).isTrue();
        }
    }

    @Test
    void cutsOffAClientThatBeginsNoHandshakeOrNone() {
        TestCertificate certificate = renew(TestCertificate.make("rollcall", "EC"));
        try (RawConnection silent = new RawConnection(server.port());
                RawConnection plain = new RawConnection(server.port())) {
            plain.send("GET /console HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(silent.isClosedWithin(6_000)).isTrue();
            assertThat(get(certificate, server, "/console").statusCode()).isEqualTo(303);
        }
    }

    private static TestCertificate put(TestCertificate certificate) {
        certificate.writeKey(folder.resolve("key.pem"));
        certificate.writeCertificate(folder.resolve("certificate.pem"));
        return certificate;
    }

    /** Puts it there and waits until the server has it. */
    private TestCertificate renew(TestCertificate certificate) {
        put(certificate);
        assertThat(Eventually.get(() -> isServedBy(certificate, server), served -> served))
                .isTrue();
        return certificate;
    }

    private static boolean isServedBy(TestCertificate trusted, RunningServer server) {
        try {
            return get(trusted, server, "/console").statusCode() == 303;
        } catch (AssertionError refused) {
            assertThat(refused).hasCauseInstanceOf(SSLHandshakeException.class);
            return false;
        }
    }

    private static HttpResponse<String> get(TestCertificate trusted, RunningServer server, String path) {
        return send(trusted, "TLSv1.3", request(server, path).GET());
    }

    private static HttpRequest.Builder request(RunningServer server, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(TestCertificate trusted, String protocol, HttpRequest.Builder request) {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trusted.trusted())
                .sslParameters(new SSLParameters(null, new String[] {protocol}))
                .build();
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException refused) {
            throw new AssertionError(refused);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
