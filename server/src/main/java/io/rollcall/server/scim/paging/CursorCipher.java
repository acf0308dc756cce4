package io.rollcall.server.scim.paging;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cipher for cursors: AES-GCM with a random nonce, and the cursor's scope as associated data. A cursor can be read, created or
 * changed only with the key, and is valid only in the list for which it was issued.
 */
final class CursorCipher {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final SecretKey key;
    private final SecureRandom random;

    /**
     * @param key with 256 bits
     * @param random generates nonces
     */
    CursorCipher(SecretKey key, SecureRandom random) {
        this.random = random;
        this.key = new SecretKeySpec(key.getEncoded(), "AES");
    }

    /** Returns the content encrypted for the scope, as letters, digits, {@code -} and {@code _}. */
    String encrypt(byte[] content, byte[] scope) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, scope).doFinal(content);
            return encoded(ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array());
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
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
        if (bytes.length < NONCE_BYTES + TAG_BYTES || !encoded(bytes).equals(text)) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, scope);
            return Optional.of(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
        } catch (GeneralSecurityException forged) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] scope) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(scope);
        return cipher;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
