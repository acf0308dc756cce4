package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Non-blocking keep-alive connection: a request is written at once, and the response is read as it arrives. */
final class OpenConnection implements AutoCloseable {
    private static final int LARGEST_ANSWER_BYTES = 1 << 18;
    private static final String HEADERS_END = "\r\n\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(LARGEST_ANSWER_BYTES);
    private volatile long due;
    private volatile long sent;

    /** @param selector selects this connection, as an attachment, when it is readable */
    OpenConnection(int port, Selector selector) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** @param due time at which it should be sent, by {@link System#nanoTime} */
    void send(Request request, long due) throws IOException {
        this.due = due;
        this.sent = System.nanoTime();
        ByteBuffer bytes = ByteBuffer.wrap(request.bytes());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** @return the response once it is complete */
    Optional<Response> read() throws IOException {
        if (channel.read(received) < 0) {
            throw new EOFException("the server closed the connection");
        }
        String text = new String(received.array(), 0, received.position(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf(HEADERS_END);
        if (end < 0) {
            return Optional.empty();
        }
        String headers = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
        int body = end + HEADERS_END.length();
        boolean whole = headers.contains("\r\ntransfer-encoding: chunked\r\n")
                ? text.endsWith(LAST_CHUNK)
                : text.length() == body + length(headers);
        if (!whole) {
            return Optional.empty();
        }
        received.clear();
        return Optional.of(new Response(
                Integer.parseInt(headers.split(" ", 3)[1]),
                text.substring(body).getBytes(StandardCharsets.ISO_8859_1),
                headers.contains("\r\nretry-after:"),
                headers.contains("\r\nconnection: close\r\n")));
    }

    private static int length(String headers) {
        int start = headers.indexOf(LENGTH);
        return start < 0
                ? 0
                : Integer.parseInt(headers.substring(start + LENGTH.length(), headers.indexOf('\r', start + 2))
                        .strip());
    }

    /** Returns the time at which the last request was due. */
    long due() {
        return due;
    }

    /** Returns the time at which the last request was sent. */
    long sent() {
        return sent;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
