package io.rollcall.server.events.webhooks;

import java.time.Instant;
import java.util.Optional;

/**
 * Signing secrets of an endpoint, encrypted by {@link WebhookSecrets}.
 *
 * @param previous the secret before the last rotation
 * @param previousUntil until when it signs, too
 */
public record EncryptedSecrets(byte[] current, Optional<byte[]> previous, Optional<Instant> previousUntil) {
    static EncryptedSecrets of(byte[] first) {
        return new EncryptedSecrets(first, Optional.empty(), Optional.empty());
    }

    /** Returns the secrets after a rotation. */
    EncryptedSecrets rotated(byte[] successor, Instant until) {
        return new EncryptedSecrets(successor, Optional.of(current), Optional.of(until));
    }

    /** Returns the end of the previous secret, if it still signs. */
    public Optional<Instant> overlapAt(Instant now) {
        return previousUntil.filter(now::isBefore);
    }

    @Override
    public String toString() {
        return "***";
    }
}
