package io.rollcall.server.events.webhooks;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Key that signs the messages of an endpoint by Standard Webhooks 1.0.0. */
public sealed interface SigningKey {
    /** Returns the signature with its identifier, such as {@code v1,K5oZ...}. @param head the signed text before the body */
    String sign(byte[] head, byte[] body);

    /** Shared secret: HMAC-SHA256. */
    record Secret(SecretKey key) implements SigningKey {
        private static final String ALGORITHM = "HmacSHA256";

        public static Secret of(byte[] bytes) {
            return new Secret(new SecretKeySpec(bytes, ALGORITHM));
        }

        @Override
        public String sign(byte[] head, byte[] body) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                mac.update(head);
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            } catch (GeneralSecurityException everyJvmHasIt) {
                throw new IllegalStateException(everyJvmHasIt);
            }
        }
    }

    /** Private key: Ed25519. */
    record Private(PrivateKey key) implements SigningKey {
        private static final String ALGORITHM = "Ed25519";
        private static final int PUBLIC_BYTES = 32;

        /** Reads a key in its stored form. @param bytes the key as PKCS #8 */
        public static Private of(byte[] bytes) {
            try {
                return new Private(KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
            } catch (GeneralSecurityException everyJvmHasIt) {
                throw new IllegalStateException(everyJvmHasIt);
            }
        }

        /** New key pair. @param privateKey as PKCS #8 @param publicKey its 32 bytes */
        public record Generated(byte[] privateKey, byte[] publicKey) {}

        public static Generated generate() {
            try {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                // The X.509 form ends with the key itself.
                byte[] encoded = pair.getPublic().getEncoded();
                return new Generated(
                        pair.getPrivate().getEncoded(),
                        Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length));
            } catch (GeneralSecurityException everyJvmHasIt) {
                throw new IllegalStateException(everyJvmHasIt);
            }
        }

        @Override
        public String sign(byte[] head, byte[] body) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(key);
                signature.update(head);
                signature.update(body);
                return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException everyJvmHasIt) {
                throw new IllegalStateException(everyJvmHasIt);
            }
        }
    }
}
