package io.rollcall.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Socket to a server on this machine, for requests that no HTTP client would send. */
public final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final Set<Integer> BODILESS = Set.of(100, 204, 304);

    private final Socket socket;
    private final InputStream in;

    public RawConnection(int port) {
        this(port, 0);
    }

    /** @param receiveBuffer size of the receive buffer; 0 for the default */
    public RawConnection(int port, int receiveBuffer) {
        this(port, receiveBuffer, InetAddress.getLoopbackAddress().getHostAddress());
    }

    /** @param from the client's address, one of this machine */
    public RawConnection(int port, int receiveBuffer, String from) {
        this(port, receiveBuffer, new InetSocketAddress(from, 0));
    }

    private RawConnection(int port, int receiveBuffer, InetSocketAddress local) {
        try {
            this.socket = new Socket();
            this.socket.bind(local);
            if (receiveBuffer > 0) {
                this.socket.setReceiveBufferSize(receiveBuffer);
            }
            this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            this.socket.setSoTimeout(TIMEOUT_MILLIS);
            this.socket.setTcpNoDelay(true);
            this.in = socket.getInputStream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Connects from one of this machine's loopback addresses, such as {@code 127.0.0.2}. */
    public static RawConnection from(String address, int port) {
        try {
            return new RawConnection(port, 0, new InetSocketAddress(InetAddress.getByName(address), 0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends a text on a new connection and returns the response. */
    public static RawAnswer exchange(int port, String text) {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.send(text).answer();
        }
    }

    /** Sends a text, one byte per character. */
    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. A closed connection is not an error here but in the next read. */
    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException closed) {
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Returns the next final response; {@link RawAnswer#isNone} if the server closed the connection instead. */
    public RawAnswer answer() {
        RawAnswer answer = anyAnswer();
        return answer.status() == 100 ? anyAnswer() : answer;
    }

    /** Returns the next response, which may be an interim one. */
    public RawAnswer anyAnswer() {
        try {
            String head = head();
            String[] lines = head.split("\r\n");
            int status = Integer.parseInt(lines[0].split(" ")[1]);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int line = 1; line < lines.length; line++) {
                String[] parts = lines[line].split(":", 2);
                headers.put(parts[0], parts[1].strip());
            }
            return new RawAnswer(status, head, headers, BODILESS.contains(status) ? "" : body(headers));
        } catch (EOFException | SocketException closed) {
            return new RawAnswer(0, "", Map.of(), "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns whether the server closes the connection within that time without sending more. */
    public boolean isClosedWithin(int millis) {
        try {
            socket.setSoTimeout(millis);
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Returns the next byte; less than zero if the connection is closed. */
    public int read() {
        try {
            return in.read();
        } catch (IOException reset) {
            return -1;
        }
    }

    /** Returns whether the server has sent bytes that the test has not read. */
    public boolean hasUnread() {
        try {
            return in.available() > 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Shuts down the output; reading is still possible. */
    public RawConnection shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Resets the connection, so that the server gets an error instead of an end of file. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException closed) {
            // closed by the server
        }
        close();
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            head.write(next());
            text = head.toString(StandardCharsets.ISO_8859_1);
        }
        return text;
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("Transfer-Encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return chunks();
        }
        String length = headers.get("Content-Length");
        byte[] bytes = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = next(); next != '\n'; next = next()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Response of the server. */
    public record RawAnswer(int status, String head, Map<String, String> headers, String body) {

        /** Returns whether there was no response, only the end of the connection. */
        public boolean isNone() {
            return status == 0;
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }
}
