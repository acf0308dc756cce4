package io.rollcall.server.scim.paging;

import io.rollcall.server.secrets.AesGcm;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Cipher for cursors: AES-GCM with a random nonce, and the cursor's scope as associated data. A cursor can be read, created or
 * changed only with the key, and is valid only in the list for which it was issued.
 */
final class CursorCipher {
    private final AesGcm cipher;

    /** @param key with 256 bits */
    CursorCipher(SecretKey key) {
        this.cipher = new AesGcm(key.getEncoded());
    }

    /** Returns the content encrypted for the scope, as letters, digits, {@code -} and {@code _}. */
    String encrypt(byte[] content, byte[] scope) {
        return encoded(cipher.encrypt(content, scope));
    }

    /** Returns the content, or empty if the text was not encrypted with this key for this scope. */
    Optional<byte[]> decrypt(String text, byte[] scope) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        // The decoder accepts padding and ignores the spare bits of the last letter, so that several texts would be
        // valid.
        return encoded(bytes).equals(text) ? cipher.decrypt(bytes, scope) : Optional.empty();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
