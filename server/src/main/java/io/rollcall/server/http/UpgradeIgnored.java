package io.rollcall.server.http;

import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpProbe;

/**
 * Ignores a client's offer to change the protocol (RFC 9110 section 7.8). Grizzly takes what follows such a request for the
 * other protocol's bytes and never sees its body; the JDK's own client offers h2c with every first request.
 */
final class UpgradeIgnored extends HttpProbe.Adapter {
    @Override
    @SuppressWarnings("rawtypes")
    public void onHeaderParseEvent(Connection connection, HttpHeader header, int size) {
        header.getUpgradeDC().recycle();
    }
}
