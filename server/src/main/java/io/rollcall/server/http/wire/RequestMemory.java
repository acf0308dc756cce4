package io.rollcall.server.http.wire;

import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.MimeHeaders;

/** Estimate of the heap bytes of a request, by measured sizes of Grizzly's objects. */
final class RequestMemory {
    /** A request and its response without headers: two packets with some twenty texts of 200 bytes, and 512 to encode into. */
    private static final int OBJECTS = 8_192;

    /** Name and value of a header, each with three chunks, a cached text and its array. */
    private static final int HEADER = 512;

    /** The bytes of a head are kept as they came, and as the texts that were checked. */
    private static final int COPIES = 2;

    /** State of a connection whose head has begun. */
    private static final int BEGUN = 512;

    /** The array that a thread reads into; a request that arrives in one piece keeps it alive. */
    private static final int READ_ARRAY = 65_536;

    private RequestMemory() {}

    /** Returns the bytes of a head that has not ended and is not parsed yet. */
    static long ofHead(GrowingBytes bytes) {
        return BEGUN + (long) bytes.capacity();
    }

    /** Returns the bytes of a request without its body. */
    static long of(HttpRequestPacket request) {
        MimeHeaders headers = request.getHeaders();
        long bytes = 0;
        for (int index = 0; index < headers.size(); index++) {
            bytes += length(headers.getName(index)) + length(headers.getValue(index));
        }
        bytes += length(request.getRequestURIRef().getOriginalRequestURIBC()) + length(request.getQueryStringDC());
        return OBJECTS + (long) HEADER * headers.size() + COPIES * bytes;
    }

    /** Returns the bytes of a whole request that waits, with the input after it. */
    static long ofWaiting(HttpRequestPacket request) {
        return READ_ARRAY + of(request);
    }

    private static int length(DataChunk text) {
        return text.isNull() ? 0 : text.getLength();
    }
}
