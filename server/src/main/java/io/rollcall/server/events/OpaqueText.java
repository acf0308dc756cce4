package io.rollcall.server.events;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Text form of cursors. It has a format number and a checksum, so that a truncated or invented one is refused instead of skipping
 * something. It grants no access, so it is not signed.
 */
public final class OpaqueText {
    private OpaqueText() {}

    /** Returns the text of some bytes. @param format number of the cursor's kind and version */
    public static String of(int format, byte[] content) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + content.length + Integer.BYTES)
                .put((byte) format)
                .put(content);
        bytes.putInt(checksum(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Returns the bytes of a text; empty if it is no text of that format and length. */
    public static Optional<byte[]> read(int format, int length, String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == 1 + length + Integer.BYTES && bytes[0] == format) {
                byte[] content = Arrays.copyOfRange(bytes, 1, 1 + length);
                // Several texts may decode to the same bytes.
                return Optional.of(content).filter(found -> of(format, found).equals(text));
            }
        } catch (IllegalArgumentException noBase64) {
            // no cursor
        }
        return Optional.empty();
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - Integer.BYTES);
        return (int) checksum.getValue();
    }
}
