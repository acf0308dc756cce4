package io.rollcall.server.scim.paging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes texts that only the holders of a key can make, read or alter, and only where they belong. The content is signed
 * with HMAC-SHA256, and hidden by AES with the signature as its initial vector, as RFC 5297 does with other ciphers.
 */
final class CursorCipher {
    private static final String HMAC = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;

    private final byte[] signingKey;
    private final byte[] hidingKey;

    CursorCipher(SecretKey key) {
        this.signingKey = hmac(key.getEncoded(), text("sign"));
        this.hidingKey = hmac(key.getEncoded(), text("hide"));
    }

    /**
     * The content as text of letters, digits, {@code -} and {@code _}.
     *
     * @param place where the text will be good for; not in the text itself
     */
    String close(byte[] content, byte[] place) {
        byte[] signature = signature(content, place);
        byte[] hidden = cipher(signature, content);
        return encoded(concatenated(signature, hidden));
    }

    /** The content, or empty where the text was not made with this key for this place, to the last bit. */
    Optional<byte[]> open(String text, byte[] place) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        // The decoder overlooks padding and the last letter's spare bits.
        if (bytes.length < SIGNATURE_BYTES || !encoded(bytes).equals(text)) {
            return Optional.empty();
        }
        byte[] signature = Arrays.copyOf(bytes, SIGNATURE_BYTES);
        byte[] content = cipher(signature, Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length));
        return MessageDigest.isEqual(signature, signature(content, place)) ? Optional.of(content) : Optional.empty();
    }

    private byte[] signature(byte[] content, byte[] place) {
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(place.length).array();
        return Arrays.copyOf(hmac(signingKey, length, place, content), SIGNATURE_BYTES);
    }

    /** Counter mode: the same both ways. */
    private byte[] cipher(byte[] initialVector, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hidingKey, "AES"), new IvParameterSpec(initialVector));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
