package io.rollcall.server.events;

import io.rollcall.server.kernel.Refusal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Cursor of a reader: a position in the log as opaque text. It is versioned and has a checksum, so that a truncated or invented
 * one is refused instead of skipping events. It grants no access, so it is not signed.
 *
 * @param position of the last event that was read
 */
public record EventCursor(long position) {
    private static final byte FORMAT = 1;
    private static final int LENGTH = Byte.BYTES + Long.BYTES + Integer.BYTES;

    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).put(FORMAT).putLong(position);
        bytes.putInt(checksum(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Returns the cursor. @throws Refusal INVALID if it is not one of this server's */
    public static EventCursor parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (bytes.length == LENGTH && buffer.get() == FORMAT) {
                EventCursor cursor = new EventCursor(buffer.getLong());
                if (buffer.getInt() == checksum(bytes) && cursor.toString().equals(text)) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException noBase64) {
            // refused below
        }
        throw Refusal.invalid(
                "The cursor is invalid. Send 'next' of an earlier response unchanged, 'now', or no cursor to"
                        + " begin with the oldest retained event.");
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, LENGTH - Integer.BYTES);
        return (int) checksum.getValue();
    }
}
