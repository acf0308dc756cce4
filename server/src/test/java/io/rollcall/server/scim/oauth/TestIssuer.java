package io.rollcall.server.scim.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Issuer of assertions with a key. */
record TestIssuer(RSAKey key) {
    static final String ISSUER = "https://login.microsoftonline.com/6b1e3e8f-0c1b-4f2a-8f5e-000000000001/v2.0";
    static final String SUBJECT = "f2d0f0a1-11aa-4c7b-9d0c-000000000002";
    static final String AUDIENCE = "api://0b1f6f6a-7c3a-4d2d-8a50-000000000003";

    static TestIssuer create(String kid) {
        try {
            return new TestIssuer(new RSAKeyGenerator(2048).keyID(kid).generate());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    JWKSet keys() {
        return new JWKSet(key.toPublicJWK());
    }

    /** Returns the public key under another name. */
    JWK renamed(int number) {
        return new RSAKey.Builder(key.toPublicJWK()).keyID("renamed-" + number).build();
    }

    /** Returns the claims of an assertion as Entra issues it: for 65 minutes, without jti. */
    static JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(SUBJECT)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(65))))
                .claim("appid", "0b1f6f6a-7c3a-4d2d-8a50-000000000003")
                .claim("oid", SUBJECT)
                .claim("tid", "6b1e3e8f-0c1b-4f2a-8f5e-000000000001")
                .claim("ver", "2.0");
    }

    String sign(JWTClaimsSet.Builder claims) {
        return sign(claims.build(), JWSAlgorithm.RS256, key.getKeyID());
    }

    String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, String kid) {
        try {
            return signed(claims, algorithm, kid, new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signs with the text of the public key as a shared secret, for servers that confuse the two. */
    String signWithThePublicKey(JWTClaimsSet claims) {
        try {
            return signed(
                    claims,
                    JWSAlgorithm.HS256,
                    key.getKeyID(),
                    new MACSigner(key.toPublicKey().getEncoded()));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String kid, JWSSigner signer)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }
}
