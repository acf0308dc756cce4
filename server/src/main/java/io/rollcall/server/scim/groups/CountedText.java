package io.rollcall.server.scim.groups;

import io.rollcall.server.kernel.WorkingMemory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Text of a response as UTF-8, whose memory is reserved as it grows: many short texts count like a long one. */
final class CountedText {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final WorkingMemory memory;
    private final AtomicLong uncounted = new AtomicLong();

    CountedText(WorkingMemory memory) {
        this.memory = memory;
    }

    /**
     * Appends a text.
     *
     * @throws io.rollcall.server.kernel.Refusal BUSY if other requests hold too much memory
     */
    void append(String text) {
        if (uncounted.addAndGet(text.length()) >= WorkingMemory.SMALL) {
            memory.reserveText(uncounted.getAndSet(0));
        }
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    int size() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Returns the bytes between two short texts. */
    byte[] between(String before, String after) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(before.length() + bytes.size() + after.length());
        whole.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(bytes.toByteArray());
        whole.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }
}
