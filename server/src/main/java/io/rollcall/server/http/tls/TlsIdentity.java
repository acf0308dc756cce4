package io.rollcall.server.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.pem.util.PemUtils;

/** Certificate and private key as read from their files. */
record TlsIdentity(byte[] certificatePem, byte[] keyPem, X509ExtendedKeyManager material, X509Certificate certificate) {
    private static final byte[] ANYTHING = {42};

    /**
     * Reads the files.
     *
     * @throws Unusable with a message for the operator
     */
    static TlsIdentity read(TlsConfig config) throws Unusable {
        byte[] certificate = bytes(config.certificate());
        byte[] key = bytes(config.key());
        X509ExtendedKeyManager material = material(config, certificate, key);
        String alias =
                alias(material).orElseThrow(() -> new Unusable(config.key() + " contains no private key in PEM."));
        X509Certificate first = material.getCertificateChain(alias)[0];
        requireTogether(config, first, material.getPrivateKey(alias));
        return new TlsIdentity(certificate, key, material, first);
    }

    private static byte[] bytes(Path file) throws Unusable {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new Unusable("The file " + file + " cannot be read.");
        }
    }

    private static X509ExtendedKeyManager material(TlsConfig config, byte[] certificate, byte[] key) throws Unusable {
        char[] password =
                config.keyPassword().isEmpty() ? null : config.keyPassword().toCharArray();
        try {
            return PemUtils.loadIdentityMaterial(
                    new ByteArrayInputStream(certificate), new ByteArrayInputStream(key), password);
        } catch (GenericException | IllegalArgumentException | NullPointerException malformed) {
            // The library's message about a broken file does not help.
            throw new Unusable(config.certificate() + " must contain certificates and " + config.key()
                    + " a private key, both in PEM; a key that is encrypted needs ROLLCALL_HTTP_TLS_KEY_PASSWORD.");
        }
    }

    private static Optional<String> alias(X509ExtendedKeyManager material) {
        return Stream.of("RSA", "EC", "EdDSA", "Ed25519")
                .flatMap(type -> Optional.ofNullable(material.getServerAliases(type, null)).stream())
                .flatMap(Arrays::stream)
                .findFirst();
    }

    /** Grizzly would start with any key, and every handshake would fail. */
    private static void requireTogether(TlsConfig config, X509Certificate certificate, PrivateKey key) throws Unusable {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(ANYTHING);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException unlike) {
            // reported below
        }
        throw new Unusable("The private key in " + config.key() + " is not that of the first certificate in "
                + config.certificate() + ".");
    }

    boolean isSame(TlsIdentity other) {
        return Arrays.equals(certificatePem, other.certificatePem) && Arrays.equals(keyPem, other.keyPem);
    }

    /** The files hold no usable certificate. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String sentence) {
            super(sentence);
        }
    }
}
