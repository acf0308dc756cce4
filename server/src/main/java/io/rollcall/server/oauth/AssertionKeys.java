package io.rollcall.server.oauth;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.rollcall.server.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** Rules for the public keys that verify assertions. */
final class AssertionKeys {
    private static final int MIN_RSA_BITS = 2_048;
    private static final int MAX_RSA_BITS = 4_096;

    /** Real keys have 65,537. The cost of a signature grows with the bits of the exponent. */
    private static final int MAX_EXPONENT_BITS = 32;

    private static final int MAX_KEYS = 50;
    private static final int MAX_BYTES = 16 * 1024;

    private AssertionKeys() {}

    /** Returns whether assertions may be signed with the key: RSA of 2048 to 4096 bits with a short exponent, or P-256. */
    static boolean isAccepted(JWK key) {
        return key instanceof RSAKey rsa
                        && isAccepted(rsa.getModulus().decodeToBigInteger().bitLength())
                        && rsa.getPublicExponent().decodeToBigInteger().bitLength() <= MAX_EXPONENT_BITS
                || key instanceof ECKey curve && curve.getCurve().equals(Curve.P_256);
    }

    /** The size that the library gives for a key is rounded up to whole bytes. */
    private static boolean isAccepted(int rsaBits) {
        return rsaBits >= MIN_RSA_BITS && rsaBits <= MAX_RSA_BITS;
    }

    /** Returns a JWK set that an administrator entered. @throws Refusal INVALID about "jwks" if it has other than public keys */
    static String checked(String text) {
        JWKSet keys = parsed(text);
        if (keys.getKeys().stream().anyMatch(JWK::isPrivate)) {
            throw wrong("has a private key. Enter the public keys only, and replace that key");
        }
        if (keys.isEmpty() || !keys.getKeys().stream().allMatch(AssertionKeys::isAccepted)) {
            throw wrong("must have RSA keys of %,d to %,d bits, or keys of the curve P-256"
                    .formatted(MIN_RSA_BITS, MAX_RSA_BITS));
        }
        return keys.toString();
    }

    private static JWKSet parsed(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw wrong("is longer than %,d bytes".formatted(MAX_BYTES));
        }
        return parse(text);
    }

    /** Returns a set of any origin. @throws Refusal INVALID if it is malformed, or has too many keys */
    static JWKSet parse(String text) {
        try {
            JWKSet keys = JWKSet.parse(text);
            if (keys.size() <= MAX_KEYS) {
                return keys;
            }
        } catch (ParseException malformed) {
            throw wrong("is malformed (RFC 7517 section 5)");
        }
        throw wrong("has more than " + MAX_KEYS + " keys");
    }

    private static Refusal wrong(String rest) {
        return Refusal.invalid("The JWK set " + rest + ".").about("jwks");
    }
}
