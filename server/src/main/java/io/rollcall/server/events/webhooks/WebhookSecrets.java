package io.rollcall.server.events.webhooks;

import io.rollcall.server.events.webhooks.SigningKey.Private.Generated;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.secrets.AesGcm;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import io.rollcall.server.secrets.SharedKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Signing secrets and private keys of endpoints. Since they sign, they cannot be stored as hashes: they are encrypted by AES-GCM with a key that
 * all servers share, and bound to their endpoint.
 */
@Singleton
public final class WebhookSecrets {
    /** The name of the key that encrypts them. It is not rotated, since the secrets that it encrypts do not expire. */
    private static final String KEY = "webhooks";

    private static final String PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;

    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public WebhookSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** New keys of an endpoint. @param text the secret, which is shown once @param encrypted the form to be stored */
    record NewKeys(Optional<SecretText> text, EncryptedSecrets.Keys encrypted) {}

    NewKeys create(UUID webhook, SignatureScheme scheme) {
        Optional<byte[]> secret = scheme.hasSecret() ? Optional.of(randomSecret()) : Optional.empty();
        Optional<Generated> pair = scheme.hasKeyPair() ? Optional.of(SigningKey.Private.generate()) : Optional.empty();
        return new NewKeys(
                secret.map(bytes -> PREFIX + Base64.getEncoder().encodeToString(bytes))
                        .map(SecretText::presented),
                new EncryptedSecrets.Keys(
                        secret.map(bytes -> encrypt(webhook, bytes)),
                        pair.map(keys -> encrypt(webhook, keys.privateKey())),
                        pair.map(Generated::publicKey)));
    }

    private byte[] randomSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** Returns the keys that sign now, the current ones first. */
    public List<SigningKey> signing(UUID webhook, EncryptedSecrets encrypted, Instant now) {
        List<SigningKey> signing = new ArrayList<>();
        decrypt(webhook, encrypted.current(), signing);
        if (encrypted.overlapAt(now).isPresent()) {
            decrypt(webhook, encrypted.previous(), signing);
        }
        return signing;
    }

    private void decrypt(UUID webhook, EncryptedSecrets.Keys encrypted, List<SigningKey> signing) {
        encrypted.secret().ifPresent(secret -> signing.add(SigningKey.Secret.of(decrypt(webhook, secret))));
        encrypted.privateKey().ifPresent(key -> signing.add(SigningKey.Private.of(decrypt(webhook, key))));
    }

    private byte[] encrypt(UUID webhook, byte[] secret) {
        return cipher(secrets.keys(KEY).current()).encrypt(secret, context(webhook));
    }

    private byte[] decrypt(UUID webhook, byte[] encrypted) {
        return decrypt(secrets.keys(KEY), webhook, encrypted)
                .or(() -> decrypt(secrets.reload(KEY), webhook, encrypted))
                .orElseThrow(() -> new IllegalStateException(
                        "the secret of webhook " + webhook + " was encrypted with a key that is gone; rotate it"));
    }

    private static Optional<byte[]> decrypt(SharedKeys keys, UUID webhook, byte[] encrypted) {
        return keys.all().stream()
                .flatMap(key -> cipher(key).decrypt(encrypted, context(webhook)).stream())
                .findFirst();
    }

    private static AesGcm cipher(SharedKey key) {
        return new AesGcm(key.key().getEncoded());
    }

    private static byte[] context(UUID webhook) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(webhook.getMostSignificantBits())
                .putLong(webhook.getLeastSignificantBits())
                .array();
    }
}
