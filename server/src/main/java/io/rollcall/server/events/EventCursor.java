package io.rollcall.server.events;

import io.rollcall.server.kernel.Refusal;
import java.nio.ByteBuffer;

/**
 * Cursor of a reader of events, as opaque text.
 *
 * @param position of the last event that was read
 */
public record EventCursor(long position) {
    private static final int FORMAT = 1;

    @Override
    public String toString() {
        return OpaqueText.of(
                FORMAT, ByteBuffer.allocate(Long.BYTES).putLong(position).array());
    }

    /** Returns the cursor. @throws Refusal INVALID if it is not one of this server's */
    public static EventCursor parse(String text) {
        return OpaqueText.read(FORMAT, Long.BYTES, text)
                .map(bytes -> new EventCursor(ByteBuffer.wrap(bytes).getLong()))
                .orElseThrow(
                        () -> Refusal.invalid("The cursor is invalid. Send 'next' of an earlier response unchanged,"
                                + " 'now', or no cursor to begin with the oldest retained event."));
    }
}
