package io.rollcall.server.http.wire;

import io.rollcall.server.http.overload.ClientConnection;
import io.rollcall.server.http.overload.ConnectionGuard;
import java.io.IOException;
import java.util.Optional;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sender of whole responses: small ones at once, large ones piece by piece as the client reads them. */
public final class ResponseSender {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseSender.class);
    private static final String PACED = PacedResponse.class.getName();

    private final ConnectionGuard guard;

    public ResponseSender(ConnectionGuard guard) {
        this.guard = guard;
    }

    /**
     * Sends a response, or keeps a large one for {@link #sendLarge}.
     *
     * @throws NoRoom if the response is large and other clients have yet to read theirs
     */
    public void send(Request request, Response response, byte[] body) throws NoRoom {
        int length = body.length;
        if (length == 0 || request.getMethod() == Method.HEAD) {
            return;
        }
        if (length <= guard.maxPendingBytesPerConnection()) {
            write(response, body);
            return;
        }
        Optional<ClientConnection> client = guard.find(request.getContext().getConnection());
        if (client.isPresent()) {
            if (!guard.reserve(length)) {
                throw new NoRoom();
            }
            request.setAttribute(PACED, new PacedResponse(response, body, client.get(), guard));
        }
    }

    /** Sends a response at once. @param body of a size that a connection may have pending */
    public void sendSmall(Response response, byte[] body) {
        write(response, body);
    }

    private static void write(Response response, byte[] body) {
        try {
            response.getOutputStream().write(body);
        } catch (IOException gone) {
            LOG.debug("A client disconnected before its response: {}", gone.getMessage());
        }
    }

    /** Begins to send the large response of a request, if there is one. Nothing may use the request afterwards. */
    public static void sendLarge(Request request) {
        if (request.getAttribute(PACED) instanceof PacedResponse response) {
            response.start();
        }
    }

    /** No memory for a large response. */
    public static final class NoRoom extends Exception {
        private static final long serialVersionUID = 1L;

        NoRoom() {
            super("No room for a large response", null, false, false);
        }
    }
}
