package io.rollcall.server.http.wire;

import org.glassfish.grizzly.Buffer;

/**
 * What has arrived of a head that has not ended. It is not parsed before: header objects take three times the memory of
 * their bytes, and a client that stops there would keep them.
 */
final class PartialHead {
    private final HeadScanner scanner;
    private final GrowingBytes bytes = new GrowingBytes();

    /** @param scanner that has read the first piece */
    PartialHead(HeadScanner scanner, Buffer first) {
        this.scanner = scanner;
        bytes.append(first);
    }

    /** @return whether it takes more memory now */
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
