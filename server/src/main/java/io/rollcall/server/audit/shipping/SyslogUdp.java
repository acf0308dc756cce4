package io.rollcall.server.audit.shipping;

import io.rollcall.server.audit.AuditEntry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.List;

/**
 * Syslog over UDP (RFC 5426), one datagram per entry. Delivery is not acknowledged; a missing receiver is noticed only if its
 * host reports the port as unreachable.
 */
final class SyslogUdp implements Destination {
    private static final int ANSWER_MILLIS = 250;

    private final SyslogConfig config;
    private final SyslogMessages messages;

    SyslogUdp(SyslogConfig config, SyslogMessages messages) {
        this.config = config;
        this.messages = messages;
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public void send(List<AuditEntry.Chained> entries) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(config.host(), config.port()));
            for (AuditEntry.Chained entry : entries) {
                byte[] message = messages.of(entry);
                socket.send(new DatagramPacket(message, message.length));
            }
            awaitRefusal(socket);
        } catch (PortUnreachableException refused) {
            throw new IOException("Nothing listens at that port", refused);
        }
    }

    private static void awaitRefusal(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(ANSWER_MILLIS);
        try {
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException unrefused) {
            // No host reported the port as unreachable.
        }
    }

    @Override
    public void close() {
        // Sending is too short to need an abort.
    }
}
