package io.rollcall.server.audit.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS sockets that trust the certificates of a PEM file. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /** Returns why the file cannot be used; empty if it can. */
    static Optional<String> problem(Path file) {
        try {
            return read(file).isEmpty() ? Optional.of(file + " has no certificate in PEM") : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of("the file " + file + " cannot be read");
        } catch (GeneralSecurityException malformed) {
            return Optional.of(file + " must hold certificates in PEM");
        }
    }

    /**
     * Returns a socket factory. The file is read on each call, so it can be replaced while the server runs.
     *
     * @param file empty for the certificates that the JVM trusts
     */
    static SSLSocketFactory sockets(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : read(file.get())) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException malformed) {
            throw new IOException(file.get() + " must hold certificates in PEM", malformed);
        }
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem);
        }
    }
}
