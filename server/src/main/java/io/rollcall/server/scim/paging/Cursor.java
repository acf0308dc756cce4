package io.rollcall.server.scim.paging;

import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.PageStart.Position;
import io.rollcall.server.users.query.PageStart.Side;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Content of a cursor (RFC 9865 section 2).
 *
 * @param start position of the page
 * @param count page size of the list
 */
record Cursor(Beside start, int count, Instant issued) {
    private static final byte FORMAT = 1;
    private static final int FIXED_BYTES = 2 * Byte.BYTES + Integer.BYTES + 3 * Long.BYTES;

    byte[] bytes() {
        Position position = start.position();
        UUID id = position.id().value();
        byte[] key = position.key().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_BYTES + key.length)
                .put(FORMAT)
                .put((byte) start.side().ordinal())
                .putInt(count)
                .putLong(issued.toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(key)
                .array();
    }

    /**
     * Returns the cursor; empty if a server of another release wrote it in a different format.
     *
     * @param bytes decrypted content, so written by a server of this installation
     */
    static Optional<Cursor> read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.get() != FORMAT) {
            return Optional.empty();
        }
        Side side = Side.values()[buffer.get()];
        int count = buffer.getInt();
        Instant issued = Instant.ofEpochMilli(buffer.getLong());
        UserId id = new UserId(new UUID(buffer.getLong(), buffer.getLong()));
        String key = StandardCharsets.UTF_8.decode(buffer).toString();
        return Optional.of(new Cursor(new Beside(side, new Position(key, id)), count, issued));
    }
}
