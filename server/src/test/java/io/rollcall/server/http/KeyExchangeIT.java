package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.TestCertificate;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are agreed on with elliptic curves, and data is sent under authenticated encryption; nothing else is offered. */
@TestInstance(Lifecycle.PER_CLASS)
class KeyExchangeIT {
    @TempDir
    private static Path folder;

    private final TestCertificate certificate = TestCertificate.make("rollcall", "RSA");
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

    @ParameterizedTest
    @ValueSource(strings = {"ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192"})
    void refusesClientsThatOfferAFiniteFieldGroupOnly(String group) {
        assertRefused(only(group, "TLSv1.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"
            })
    void refusesSuitesWithoutEllipticCurvesOrAuthenticatedEncryption(String suite) {
        assertRefused(new SSLParameters(new String[] {suite}, new String[] {"TLSv1.2"}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x25519", "secp256r1", "secp384r1"})
    void agreesOnAKeyWithAnEllipticCurve(String group) throws IOException {
        assertThat(connect(only(group, "TLSv1.3"))).startsWith("TLS_");
        assertThat(connect(only(group, "TLSv1.2"))).startsWith("TLS_ECDHE_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
            })
    void offersTheSuitesOfTls12ThatIdentityProvidersHave(String suite) throws IOException {
        assertThat(connect(new SSLParameters(new String[] {suite}, new String[] {"TLSv1.2"})))
                .isEqualTo(suite);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"})
    void offersAllSuitesOfTls13(String suite) throws IOException {
        assertThat(connect(new SSLParameters(new String[] {suite}, new String[] {"TLSv1.3"})))
                .isEqualTo(suite);
    }

    private void assertRefused(SSLParameters parameters) {
        assertThatThrownBy(() -> connect(parameters)).isInstanceOf(SSLHandshakeException.class);
    }

    /** Returns the cipher suite. */
    private String connect(SSLParameters parameters) throws IOException {
        try (SSLSocket socket = (SSLSocket) certificate
                .trusted()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }

    private static SSLParameters only(String group, String protocol) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        parameters.setAlgorithmConstraints(new OneGroup(group));
        return parameters;
    }

    private record OneGroup(String name) implements AlgorithmConstraints {
        private static final String GROUPS = "(ffdhe|secp|x25519|x448).*";

        @Override
        public boolean permits(Set<CryptoPrimitive> uses, String algorithm, AlgorithmParameters parameters) {
            return algorithm.equals(name) || !algorithm.matches(GROUPS);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> uses, Key key) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> uses, String algorithm, Key key, AlgorithmParameters parameters) {
            return permits(uses, algorithm, parameters);
        }
    }
}
