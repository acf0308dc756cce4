package io.rollcall.server.http.wire;

import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.http.HttpRequestPacket;

/** Part of a body that has arrived, kept with its request. */
final class PartialBody {
    private static final String ATTRIBUTE = PartialBody.class.getName();

    private final GrowingBytes bytes = new GrowingBytes();
    private final long head;

    private PartialBody(long head) {
        this.head = head;
    }

    static Optional<PartialBody> of(HttpRequestPacket request) {
        return request.getAttribute(ATTRIBUTE) instanceof PartialBody begun ? Optional.of(begun) : Optional.empty();
    }

    static PartialBody begin(HttpRequestPacket request) {
        PartialBody body = new PartialBody(RequestMemory.of(request));
        request.setAttribute(ATTRIBUTE, body);
        return body;
    }

    static void drop(HttpRequestPacket request) {
        request.removeAttribute(ATTRIBUTE);
    }

    /** Appends a piece and returns whether it takes more memory now. */
    boolean append(Buffer piece) {
        return bytes.append(piece);
    }

    int length() {
        return bytes.length();
    }

    Buffer buffer() {
        return bytes.buffer();
    }

    /** Heap bytes of the whole request. */
    long memory() {
        return head + bytes.capacity();
    }
}
