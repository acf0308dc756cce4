package io.rollcall.server.console.page;

import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import io.rollcall.server.secrets.SharedKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encryption of cookies with AES-GCM and a key that all servers share. */
public final class CookieCipher {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Secrets secrets;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public CookieCipher(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Returns the encrypted text, in characters that a cookie may contain.
     *
     * @param purpose use and owner of the text; authenticated, but not part of the result
     * @param life how long it can be decrypted
     */
    String close(String text, String purpose, Duration life) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(Long.BYTES + content.length)
                .putLong(clock.instant().plus(life).toEpochMilli())
                .put(content)
                .array();
        try {
            byte[] hidden = cipher(
                            Cipher.ENCRYPT_MODE,
                            secrets.keys(Secrets.COOKIES).current().key(),
                            nonce,
                            purpose)
                    .doFinal(plain);
            byte[] all = ByteBuffer.allocate(nonce.length + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** Returns the decrypted text; empty if it has expired, has another purpose, or is of another installation. */
    Optional<String> open(String sealed, String purpose) {
        return decoded(sealed)
                .flatMap(bytes -> open(secrets.keys(Secrets.COOKIES), bytes, purpose)
                        .or(() -> open(secrets.reload(Secrets.COOKIES), bytes, purpose)))
                .map(ByteBuffer::wrap)
                .filter(plain -> clock.instant().isBefore(Instant.ofEpochMilli(plain.getLong())))
                .map(plain -> StandardCharsets.UTF_8.decode(plain).toString());
    }

    private static Optional<byte[]> decoded(String sealed) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(sealed)).filter(bytes -> bytes.length > NONCE_BYTES);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> open(SharedKeys keys, byte[] bytes, String purpose) {
        return keys.all().stream()
                .map(SharedKey::key)
                .flatMap(key -> open(key, bytes, purpose).stream())
                .findFirst();
    }

    private static Optional<byte[]> open(SecretKey key, byte[] bytes, String purpose) {
        try {
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, purpose)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
        } catch (GeneralSecurityException anotherKeyOrPurpose) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String purpose)
            throws GeneralSecurityException {
        byte[] aes = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(aes, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
