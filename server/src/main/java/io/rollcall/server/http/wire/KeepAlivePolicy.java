package io.rollcall.server.http.wire;

import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.Header;

/**
 * Policy that keeps connections open after refusals. Grizzly closes them after 400, 500, 503 and some more, even if the
 * whole request was read and nothing is left that could be taken for the next one (RFC 9112 section 9.3).
 */
public final class KeepAlivePolicy {
    private static final String WHOLE = KeepAlivePolicy.class.getName();

    private KeepAlivePolicy() {}

    /** Notes that a connection may stay open. Called before the request is answered. */
    public static void note(Request request) {
        boolean open = request.getProtocol() == Protocol.HTTP_1_1
                && request.getRequest().getProcessingState().isKeepAlive()
                && request.getInputBuffer().isFinished();
        if (open) {
            request.getRequest().setAttribute(WHOLE, Boolean.TRUE);
        }
    }

    /** Keeps a noted connection open. Called after Grizzly has decided, and before it writes headers. */
    static void keep(HttpResponsePacket response) {
        if (response.getRequest().getAttribute(WHOLE) != null
                && response.getStatus() >= HttpRefusal.FIRST_STATUS
                && response.getContentLength() >= 0) {
            response.getProcessingState().setKeepAlive(true);
            response.getHeaders().removeHeader(Header.Connection);
        }
    }
}
