package io.rollcall.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Keep-alive connection that sends a request and reads its response, with little CPU time on the client's side. */
final class HttpConnection implements AutoCloseable {
    private static final int LINE_FEED = '\n';
    private static final int HEX = 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    HttpConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /** @return the response's status and body */
    Response send(Request request) throws IOException {
        out.write(request.bytes());
        out.flush();
        String status = line();
        int length = -1;
        boolean chunked = false;
        boolean saysWhen = false;
        boolean closes = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
            saysWhen |= lower.startsWith("retry-after:");
            closes |= lower.equals("connection: close");
        }
        byte[] body = chunked ? chunks() : in.readNBytes(Math.max(0, length));
        return new Response(Integer.parseInt(status.split(" ")[1]), body, saysWhen, closes);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), HEX); size > 0; size = Integer.parseInt(line(), HEX)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != LINE_FEED; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Response of the server. @param saysWhen whether it has Retry-After @param closes whether the server closes the connection */
    record Response(int status, byte[] body, boolean saysWhen, boolean closes) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Request as bytes. */
    record Request(byte[] bytes) {
        /** Returns a GET request for JSON. */
        static Request json(String path, String token) {
            String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nAccept: application/json\r\n\r\n";
            return new Request(head.getBytes(StandardCharsets.ISO_8859_1));
        }

        static Request of(String method, String path, String token, String body) {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nUser-Agent: Okta SCIM Client 1.0.0\r\nAccept: application/scim+json\r\n"
                    + (body.isEmpty()
                            ? ""
                            : "Content-Type: application/scim+json\r\nContent-Length: " + content.length + "\r\n")
                    + "\r\n";
            byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
            byte[] all = new byte[start.length + content.length];
            System.arraycopy(start, 0, all, 0, start.length);
            System.arraycopy(content, 0, all, start.length, content.length);
            return new Request(all);
        }
    }
}
