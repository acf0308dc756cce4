package io.rollcall.server.http.overload;

import io.rollcall.server.kernel.IpAddress;
import java.net.InetSocketAddress;

/**
 * Address of a peer, by which its connections are counted.
 *
 * @param text the address itself
 * @param network the same for IPv4; the first 64 bits for IPv6, where one host has all addresses of such a network
 */
public record PeerAddress(String text, String network) {
    public static PeerAddress of(Object remote) {
        if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return new PeerAddress("", "");
        }
        String text = socket.getAddress().getHostAddress();
        return new PeerAddress(text, IpAddress.limitKey(text));
    }
}
