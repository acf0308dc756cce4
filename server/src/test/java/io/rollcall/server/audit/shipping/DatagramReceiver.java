package io.rollcall.server.audit.shipping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Syslog receiver over UDP, which can die and come back at its port. */
final class DatagramReceiver implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;
    private final int port;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** @param port 0 for any free one */
    DatagramReceiver(int port) {
        try {
            socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.port = socket.getLocalPort();
        Thread thread = new Thread(this::receive, "syslog receiver");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    private void receive() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(packet);
                messages.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // the end of its life
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
