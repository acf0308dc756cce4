package io.rollcall.server.http.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Bytes that arrive in pieces, copied together into one array. A piece that is kept itself would take a hundred bytes more, and
 * would keep the thread's read buffer of 64 kB alive.
 */
final class GrowingBytes {
    private static final int MIN_CAPACITY = 256;

    private final AtomicReference<ByteBuffer> bytes = new AtomicReference<>(ByteBuffer.allocate(0));

    /**
     * Appends the rest of a piece.
     *
     * @return whether the array has grown
     */
    boolean append(Buffer piece) {
        ByteBuffer present = bytes.get();
        int more = piece.remaining();
        boolean grows = present.remaining() < more;
        if (grows) {
            int half = present.capacity() + present.capacity() / 2;
            int capacity = Math.max(Math.max(MIN_CAPACITY, half), Math.addExact(present.position(), more));
            present = ByteBuffer.allocate(capacity).put(present.flip());
            bytes.set(present);
        }
        piece.get(present.array(), present.position(), more);
        present.position(present.position() + more);
        return grows;
    }

    int length() {
        return bytes.get().position();
    }

    /** Returns the size of the array. */
    int capacity() {
        return bytes.get().capacity();
    }

    /** Returns a view of the present bytes. */
    Buffer buffer() {
        return Buffers.wrap(null, bytes.get().array(), 0, length());
    }

    /** Returns a copy of what remains of a buffer, in an array of its own. */
    static Buffer copyOf(Buffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return Buffers.wrap(null, copy);
    }
}
