package io.rollcall.server.http.tls;

import io.rollcall.server.http.overload.PeerAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** TLS handshake of one connection, from the first bytes of the client on. */
final class Handshake {
    private final PeerAddress peer;
    private final Runnable closing;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicBoolean finished = new AtomicBoolean();

    /** @param closing closes the connection */
    Handshake(PeerAddress peer, Runnable closing) {
        this.peer = peer;
        this.closing = closing;
    }

    PeerAddress peer() {
        return peer;
    }

    void readQueued() {
        reads.incrementAndGet();
    }

    void readDone() {
        reads.decrementAndGet();
    }

    /** Whether the client has to send something before the handshake can go on. */
    boolean waitsForClient() {
        return reads.get() == 0;
    }

    /** The client and the server have agreed on keys, or the connection is closed. */
    void finish() {
        finished.set(true);
    }

    boolean isFinished() {
        return finished.get();
    }

    void close() {
        closing.run();
    }
}
