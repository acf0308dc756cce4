package io.rollcall.server.events.webhooks;

import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import io.rollcall.server.secrets.SharedKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signing secrets of endpoints. Since they sign, they cannot be stored as hashes: they are encrypted by AES-GCM with a key that
 * all servers share, and bound to their endpoint.
 */
@Singleton
public final class WebhookSecrets {
    /** The name of the key that encrypts them. It is not rotated, since the secrets that it encrypts do not expire. */
    private static final String KEY = "webhooks";

    private static final String PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public WebhookSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A new secret: as text, to show it once, and encrypted, to store it. */
    record NewSecret(SecretText text, byte[] encrypted) {}

    NewSecret create(UUID webhook) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String text = PREFIX + Base64.getEncoder().encodeToString(secret);
        return new NewSecret(SecretText.presented(text), encrypt(webhook, secret));
    }

    /** Returns the secrets that sign now, the current one first. */
    public List<byte[]> signing(UUID webhook, EncryptedSecrets encrypted, Instant now) {
        List<byte[]> signing = new ArrayList<>();
        signing.add(decrypt(webhook, encrypted.current()));
        if (encrypted.overlapAt(now).isPresent()) {
            encrypted.previous().ifPresent(previous -> signing.add(decrypt(webhook, previous)));
        }
        return signing;
    }

    private byte[] encrypt(UUID webhook, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] hidden = cipher(
                            Cipher.ENCRYPT_MODE, secrets.keys(KEY).current().key(), nonce, webhook)
                    .doFinal(secret);
            return ByteBuffer.allocate(NONCE_BYTES + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array();
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private byte[] decrypt(UUID webhook, byte[] encrypted) {
        return decrypt(secrets.keys(KEY), webhook, encrypted)
                .or(() -> decrypt(secrets.reload(KEY), webhook, encrypted))
                .orElseThrow(() -> new IllegalStateException(
                        "the secret of webhook " + webhook + " was encrypted with a key that is gone; rotate it"));
    }

    private static Optional<byte[]> decrypt(SharedKeys keys, UUID webhook, byte[] encrypted) {
        return keys.all().stream()
                .map(SharedKey::key)
                .flatMap(key -> decrypt(key, webhook, encrypted).stream())
                .findFirst();
    }

    private static Optional<byte[]> decrypt(SecretKey key, UUID webhook, byte[] encrypted) {
        try {
            byte[] nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, webhook)
                    .doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES));
        } catch (GeneralSecurityException anotherKey) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, UUID webhook) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.getEncoded(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(webhook.getMostSignificantBits())
                .putLong(webhook.getLeastSignificantBits())
                .array());
        return cipher;
    }
}
