package io.rollcall.server.http.wire;

import org.glassfish.grizzly.Buffer;

/**
 * Part of a head that has arrived. It is parsed once it is whole: header objects take three times the memory of their
 * bytes, and a client that stops there would keep them.
 */
final class PartialHead {
    private final HeadScanner scanner;
    private final GrowingBytes bytes = new GrowingBytes();

    /** @param scanner that has read the first piece */
    PartialHead(HeadScanner scanner, Buffer first) {
        this.scanner = scanner;
        bytes.append(first);
    }

    /** Appends a piece and returns whether it takes more memory now. */
    boolean append(Buffer piece) {
        return bytes.append(piece);
    }

    HeadScanner scanner() {
        return scanner;
    }

    Buffer buffer() {
        return bytes.buffer();
    }

    long memory() {
        return RequestMemory.ofHead(bytes);
    }
}
