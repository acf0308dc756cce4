package io.rollcall.reliability.hostile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** HTTP/1.1 client with one connection, opened on demand, without retries. */
final class KeepAliveConnection implements AutoCloseable {
    /** Slower responses count as missing. */
    private static final int LONGEST_MILLIS = 10_000;

    private final String source;
    private final int port;
    private final Optional<SSLContext> tls;
    private Optional<Socket> open = Optional.empty();
    private InputStream in = InputStream.nullInputStream();

    KeepAliveConnection(String source, int port, Optional<SSLContext> tls) {
        this.source = source;
        this.port = port;
        this.tls = tls;
    }

    /** Response with its body. */
    record Reply(int status, String body) {}

    /** @throws IOException if there is no complete response; the connection is closed then */
    Reply send(byte[] request) throws IOException {
        try {
            if (open.isEmpty()) {
                connect();
            }
            OutputStream out = open.orElseThrow().getOutputStream();
            out.write(request);
            out.flush();
            return receive();
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    private void connect() throws IOException {
        Socket socket = new Socket();
        open = Optional.of(socket);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_MILLIS);
        socket.bind(new InetSocketAddress(source, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), LONGEST_MILLIS);
        if (tls.isPresent()) {
            open = Optional.of(tls.get().getSocketFactory().createSocket(socket, "127.0.0.1", port, true));
        }
        in = new BufferedInputStream(open.orElseThrow().getInputStream());
    }

    private Reply receive() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            last |= lower.startsWith("connection:") && lower.contains("close");
        }
        Reply reply = new Reply(status, chunked ? chunks() : text(length));
        if (last) {
            close();
        }
        return reply;
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body ends early");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer ends early");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        open.ifPresent(socket -> {
            try {
                socket.close();
            } catch (IOException gone) {
                // closed anyway
            }
        });
        open = Optional.empty();
    }
}
