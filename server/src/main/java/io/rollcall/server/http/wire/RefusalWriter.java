package io.rollcall.server.http.wire;

import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;

/** Writer of answers to requests that are refused before any handler sees them. */
public interface RefusalWriter {
    /** Sets the status and the headers of the response and returns its body. */
    byte[] write(HttpRequestPacket request, HttpResponsePacket response, HttpRefusal refusal);
}
