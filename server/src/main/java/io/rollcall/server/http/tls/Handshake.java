package io.rollcall.server.http.tls;

import io.rollcall.server.http.overload.PeerAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** TLS handshake of one connection, from the first bytes of the client on. */
final class Handshake {
    private final PeerAddress peer;
    private final boolean known;
    private final Runnable closing;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicBoolean finished = new AtomicBoolean();

    /**
     * @param known whether a client of the same network has presented a known credential
     * @param closing closes the connection
     */
    Handshake(PeerAddress peer, boolean known, Runnable closing) {
        this.peer = peer;
        this.known = known;
        this.closing = closing;
    }

    PeerAddress peer() {
        return peer;
    }

    boolean isKnown() {
        return known;
    }

    void readQueued() {
        reads.incrementAndGet();
    }

    void readDone() {
        reads.decrementAndGet();
    }

    /** Returns whether the client has to send something before the handshake can continue. */
    boolean waitsForClient() {
        return reads.get() == 0;
    }

    /** Notes that the keys are agreed on, or that the connection is closed. */
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
