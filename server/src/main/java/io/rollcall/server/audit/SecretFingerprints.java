package io.rollcall.server.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Slow hashes that detect a changed secret without revealing it. */
record SecretFingerprints(String salt) {
    /** Member of the stored settings that holds the salt; not a valid setting name, so it cannot collide. */
    static final String SALT = "$salt";

    private static final String PREFIX = "$pbkdf2:";
    private static final int ROUNDS = 100_000;
    private static final int BITS = 256;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns fingerprints with the salt of the last start, so that hashes are comparable, or with a new salt. */
    static SecretFingerprints of(Optional<ObjectNode> last) {
        return new SecretFingerprints(last.map(stored -> stored.path(SALT).asText())
                .filter(salt -> salt.matches("[0-9a-f]+"))
                .orElseGet(SecretFingerprints::newSalt));
    }

    private static String newSalt() {
        byte[] bytes = new byte[SALT_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    ObjectNode start() {
        return JsonNodeFactory.instance.objectNode().put(SALT, salt);
    }

    String of(String secret) {
        try {
            byte[] bytes = salt.getBytes(StandardCharsets.US_ASCII);
            PBEKeySpec key = new PBEKeySpec(secret.toCharArray(), bytes, ROUNDS, BITS);
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
            return PREFIX + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has PBKDF2", impossible);
        }
    }

    static boolean isOne(String stored) {
        return stored.startsWith(PREFIX);
    }
}
