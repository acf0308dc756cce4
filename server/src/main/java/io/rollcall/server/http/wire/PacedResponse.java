package io.rollcall.server.http.wire;

import io.rollcall.server.http.overload.ClientConnection;
import io.rollcall.server.http.overload.ConnectionGuard;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.http.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Large response on its way to a client. No more of it than one connection may have pending is compressed or encrypted. */
final class PacedResponse {
    private static final Logger LOG = LoggerFactory.getLogger(PacedResponse.class);
    private static final int PIECE = 65_536;

    private final Response response;
    private final byte[] body;
    private final ClientConnection client;
    private final ConnectionGuard guard;
    private final AtomicInteger written = new AtomicInteger();

    /** Creates a response whose bytes are reserved with the guard. */
    PacedResponse(Response response, byte[] body, ClientConnection client, ConnectionGuard guard) {
        this.response = response;
        this.body = body;
        this.client = client;
        this.guard = guard;
    }

    void start() {
        response.suspend();
        goOn();
    }

    private void goOn() {
        try {
            while (written.get() < body.length && client.isOpen()) {
                if (client.pending() >= guard.maxPendingBytesPerConnection()) {
                    client.whenDrainedTo(guard.maxPendingBytesPerConnection() / 2, this::goOn);
                    return;
                }
                int begin = written.get();
                int piece = Math.min(PIECE, body.length - begin);
                response.getOutputStream().write(body, begin, piece);
                written.addAndGet(piece);
                guard.release(piece);
            }
        } catch (IOException gone) {
            LOG.debug("A client disconnected during its response: {}", gone.getMessage());
        }
        end();
    }

    private void end() {
        guard.release(body.length - written.get());
        try {
            response.resume();
        } catch (IllegalStateException closed) {
            LOG.debug("A connection was closed during a response");
        }
    }
}
