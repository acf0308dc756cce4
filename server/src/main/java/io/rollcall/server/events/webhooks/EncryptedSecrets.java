package io.rollcall.server.events.webhooks;

import io.rollcall.server.database.Row;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Secrets and keys that sign the messages of an endpoint, encrypted by {@link WebhookSecrets}.
 *
 * @param previous those before the last rotation, if any
 * @param previousUntil until when these sign, too
 */
public record EncryptedSecrets(Keys current, Keys previous, Optional<Instant> previousUntil) {
    private static final String PUBLIC_PREFIX = "whpk_";

    /**
     * Secret, key pair or both.
     *
     * @param secret encrypted
     * @param privateKey encrypted
     * @param publicKey 32 bytes, not encrypted
     */
    public record Keys(Optional<byte[]> secret, Optional<byte[]> privateKey, Optional<byte[]> publicKey) {
        static final Keys NONE = new Keys(Optional.empty(), Optional.empty(), Optional.empty());

        static Keys read(Row row, int secret, int privateKey, int publicKey) {
            return new Keys(row.optionalBytes(secret), row.optionalBytes(privateKey), row.optionalBytes(publicKey));
        }

        /** Returns the public key as receivers get it. */
        public Optional<String> publicText() {
            return publicKey.map(bytes -> PUBLIC_PREFIX + Base64.getEncoder().encodeToString(bytes));
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    static EncryptedSecrets of(Keys first) {
        return new EncryptedSecrets(first, Keys.NONE, Optional.empty());
    }

    static EncryptedSecrets read(Row row) {
        return new EncryptedSecrets(Keys.read(row, 8, 20, 21), Keys.read(row, 9, 22, 23), row.optionalInstant(10));
    }

    /** Returns the secrets after a rotation. */
    EncryptedSecrets rotated(Keys successor, Instant until) {
        return new EncryptedSecrets(successor, current, Optional.of(until));
    }

    /** Returns how messages are signed. */
    public SignatureScheme scheme() {
        if (current.privateKey.isEmpty()) {
            return SignatureScheme.V1;
        }
        return current.secret.isPresent() ? SignatureScheme.BOTH : SignatureScheme.V1A;
    }

    /** Returns the end of the previous secrets, if they still sign. */
    public Optional<Instant> overlapAt(Instant now) {
        return previousUntil.filter(now::isBefore);
    }

    @Override
    public String toString() {
        return "***";
    }
}
