package io.rollcall.server.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Verifier of Ed25519 signatures by the JDK. */
public final class Ed25519 {
    /** Beginning of the X.509 form of a public key (RFC 8410 section 4). */
    private static final String X509_START = "302a300506032b6570032100";

    private Ed25519() {}

    /** Returns whether a signature is right. @param publicKey its 32 bytes @param signature in Base64 */
    public static boolean verifies(byte[] publicKey, String signed, String signature) {
        try {
            byte[] encoded = HexFormat.of().parseHex(X509_START + HexFormat.of().formatHex(publicKey));
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
