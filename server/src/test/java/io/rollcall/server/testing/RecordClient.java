package io.rollcall.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** TLS 1.3 client with control over the records it sends, and how many in one write. */
public final class RecordClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Socket socket;
    private final SSLEngine engine;
    private final ByteBuffer received;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();

    private RecordClient(SSLContext trusted, int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        this.engine = trusted.createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.3"});
        this.received = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
        received.flip();
    }

    /** Connects and finishes the handshake. */
    public static RecordClient connect(SSLContext trusted, int port) throws IOException {
        RecordClient client = new RecordClient(trusted, port);
        client.handshake();
        return client;
    }

    private void handshake() throws IOException {
        engine.beginHandshake();
        while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> wrap(NOTHING);
                case NEED_TASK -> engine.getDelegatedTask().run();
                default -> {
                    send();
                    unwrap();
                }
            }
        }
        send();
    }

    /** Adds a record with a KeyUpdate, which requests one from the server. */
    public RecordClient keyUpdate() throws IOException {
        engine.beginHandshake();
        wrap(NOTHING);
        return this;
    }

    /** Adds a record with a text. */
    public RecordClient text(String text) throws IOException {
        wrap(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        return this;
    }

    private void wrap(ByteBuffer data) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(data, record);
        unsent.write(record.array(), 0, record.position());
    }

    /** Sends all added records in one write. A closed connection is not an error here but in the next read. */
    public RecordClient send() {
        try {
            socket.getOutputStream().write(unsent.toByteArray());
        } catch (IOException closed) {
            return this;
        } finally {
            unsent.reset();
        }
        return this;
    }

    /** Returns what the server sends next, or an empty text if it closes the connection. */
    public String read() {
        try {
            String text = "";
            while (text.isEmpty()) {
                text = unwrap();
            }
            return text;
        } catch (IOException closed) {
            return "";
        }
    }

    private String unwrap() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        SSLEngineResult result = engine.unwrap(received, data);
        while (result.getStatus() == Status.BUFFER_UNDERFLOW) {
            received.compact();
            int read = socket.getInputStream().read(received.array(), received.position(), received.remaining());
            if (read < 0) {
                throw new IOException("The connection is closed");
            }
            received.position(received.position() + read).flip();
            result = engine.unwrap(received, data);
        }
        if (result.getStatus() == Status.CLOSED) {
            throw new IOException("The session is closed");
        }
        return new String(Arrays.copyOf(data.array(), data.position()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
