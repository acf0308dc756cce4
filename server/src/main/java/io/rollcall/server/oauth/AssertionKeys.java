package io.rollcall.server.oauth;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.rollcall.server.kernel.Refusal;
import java.text.ParseException;

/** Rules for the public keys that verify assertions. */
final class AssertionKeys {
    private static final int MIN_RSA_BITS = 2_048;
    private static final int MAX_LENGTH = 64 * 1024;

    private AssertionKeys() {}

    /** Returns whether assertions may be signed with the key: RSA of 2048 bits or more, or P-256. */
    static boolean isAccepted(JWK key) {
        return key instanceof RSAKey && key.size() >= MIN_RSA_BITS
                || key instanceof ECKey curve && curve.getCurve().equals(Curve.P_256);
    }

    /** Returns a JWK set that an administrator entered. @throws Refusal INVALID about "jwks" if it has other than public keys */
    static String checked(String text) {
        JWKSet keys = parsed(text);
        if (keys.getKeys().stream().anyMatch(JWK::isPrivate)) {
            throw wrong("has a private key. Enter the public keys only, and replace that key");
        }
        if (keys.isEmpty() || !keys.getKeys().stream().allMatch(AssertionKeys::isAccepted)) {
            throw wrong("must have RSA keys of at least " + MIN_RSA_BITS + " bits, or keys of the curve P-256");
        }
        return keys.toString();
    }

    private static JWKSet parsed(String text) {
        try {
            if (text.length() <= MAX_LENGTH) {
                return JWKSet.parse(text);
            }
        } catch (ParseException malformed) {
            throw wrong("is malformed (RFC 7517 section 5)");
        }
        throw wrong("is longer than " + MAX_LENGTH + " characters");
    }

    private static Refusal wrong(String rest) {
        return Refusal.invalid("The JWK set " + rest + ".").about("jwks");
    }
}
