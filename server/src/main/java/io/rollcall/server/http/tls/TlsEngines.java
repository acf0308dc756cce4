package io.rollcall.server.http.tls;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/**
 * Factory of TLS engines. Keys are agreed on with elliptic curves only: a client that offers finite-field Diffie-Hellman
 * pays nothing for an exchange that costs the server up to half a second (D(HE)at, CVE-2002-20001).
 */
final class TlsEngines extends SSLEngineConfigurator {
    static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Suites with forward secrecy and authenticated encryption, which every maintained client supports. */
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    TlsEngines(SSLContext context) {
        super(context, false, false, false);
    }

    private TlsEngines(TlsEngines pattern) {
        super(pattern);
    }

    @Override
    public SSLEngine createSSLEngine(String peerHost, int peerPort) {
        return configure(new BoundedEngine(getSslContext().createSSLEngine()));
    }

    @Override
    public SSLEngine configure(SSLEngine engine) {
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        List<String> supported = Arrays.asList(engine.getSupportedCipherSuites());
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(SUITES.stream().filter(supported::contains).toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setAlgorithmConstraints(new EllipticCurvesOnly());
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngineConfigurator copy() {
        return new TlsEngines(this);
    }

    /**
     * Constraint that forbids the groups ffdhe2048 to ffdhe8192, also in TLS 1.3, where cipher suites do not name them. It
     * applies to these engines only; {@code jdk.tls.namedGroups} would apply to the whole process, and {@code
     * SSLParameters.setNamedGroups} needs JDK 20.
     */
    private static final class EllipticCurvesOnly implements AlgorithmConstraints {
        private static final String FINITE_FIELD = "DiffieHellman";

        @Override
        public boolean permits(Set<CryptoPrimitive> uses, String algorithm, AlgorithmParameters parameters) {
            return !FINITE_FIELD.equals(algorithm);
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
