package io.rollcall.server.console.page;

import io.rollcall.server.kernel.Sha256;
import io.rollcall.server.secrets.AesGcm;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import io.rollcall.server.secrets.SharedKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Encryption of cookies with AES-GCM and a key that all servers share. */
public final class CookieCipher {
    private final Secrets secrets;
    private final Clock clock;

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
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(Long.BYTES + content.length)
                .putLong(clock.instant().plus(life).toEpochMilli())
                .put(content)
                .array();
        byte[] encrypted = cipher(secrets.keys(Secrets.COOKIES).current()).encrypt(plain, context(purpose));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted);
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
            return Optional.of(Base64.getUrlDecoder().decode(sealed));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> open(SharedKeys keys, byte[] bytes, String purpose) {
        return keys.all().stream()
                .flatMap(key -> cipher(key).decrypt(bytes, context(purpose)).stream())
                .findFirst();
    }

    private static AesGcm cipher(SharedKey key) {
        return new AesGcm(Sha256.of(key.key().getEncoded()));
    }

    private static byte[] context(String purpose) {
        return purpose.getBytes(StandardCharsets.UTF_8);
    }
}
