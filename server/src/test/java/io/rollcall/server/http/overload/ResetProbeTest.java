package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResetProbeTest {
    private final ResetProbe probe = new ResetProbe();
    private SocketChannel client;
    private SocketChannel served;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = SocketChannel.open(listening.getLocalAddress());
            served = listening.accept();
            served.configureBlocking(false);
        }
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        served.close();
        probe.close();
    }

    @Test
    void letsAnOpenConnectionBe() {
        assertThat(probe.isReset(served)).isFalse();
        assertThat(probe.isReset(served)).isFalse();
    }

    @Test
    void seesAReset() throws IOException {
        client.setOption(StandardSocketOptions.SO_LINGER, 0);
        client.close();
        assertThat(Eventually.get(() -> probe.isReset(served), reset -> reset)).isTrue();
    }

    @Test
    void takesNoByteOfARequestThatFollows() throws IOException {
        client.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        Eventually.get(() -> available(served), bytes -> bytes == 3);
        assertThat(probe.isReset(served)).isFalse();
        ByteBuffer read = ByteBuffer.allocate(8);
        served.read(read);
        assertThat(read.position()).isEqualTo(3);
    }

    @Test
    void doesNotTakeAHalfClosedConnectionForAReset() throws IOException {
        client.shutdownOutput();
        Eventually.get(() -> isAtItsEnd(served), ended -> ended);
        assertThat(probe.isReset(served)).isFalse();
    }

    @Test
    void seesAConnectionThatTheServerClosed() throws IOException {
        served.close();
        assertThat(probe.isReset(served)).isTrue();
    }

    private static int available(SocketChannel channel) {
        try {
            return channel.socket().getInputStream().available();
        } catch (IOException closed) {
            throw new AssertionError(closed);
        }
    }

    private static boolean isAtItsEnd(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException closed) {
            throw new AssertionError(closed);
        }
    }
}
