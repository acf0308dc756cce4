package io.rollcall.server.conformance;

import io.rollcall.server.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request written byte by byte, for what no HTTP client would send; PORT in it stands for the server's. */
final class RawExchange {
    private static final int TIMEOUT_MILLIS = 10_000;

    private RawExchange() {}

    /** All that comes back until the server closes, which the request must ask for. */
    static String send(String head, byte[] body) {
        int port = TestServer.shared().port();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            String lines = head.strip().replace("PORT", Integer.toString(port)).replace("\n", "\r\n");
            request.writeBytes((lines + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body);
            out.write(request.toByteArray());
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
