package io.rollcall.server.audit.shipping;

import io.rollcall.server.audit.AuditEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Syslog over TCP with octet counting (RFC 6587 section 3.4.1), and over TLS (RFC 5425). The protocol has no acknowledgement, and
 * written data may still be buffered when the receiver dies. So each batch uses its own connection and half-closes it; once the
 * receiver closes its side, it has read everything.
 */
final class SyslogStream implements Destination {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BATCH_SECONDS = 20;
    private static final int BUFFER = 16 * 1_024;

    private final SyslogConfig config;
    private final SyslogMessages messages;
    private final Executor deadline = CompletableFuture.delayedExecutor(BATCH_SECONDS, TimeUnit.SECONDS);
    private final AtomicReference<Socket> open = new AtomicReference<>();

    SyslogStream(SyslogConfig config, SyslogMessages messages) {
        this.config = config;
        this.messages = messages;
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public void send(List<AuditEntry.Chained> entries) throws IOException {
        try (Socket plain = new Socket()) {
            open.set(plain);
            CompletableFuture<Void> late = CompletableFuture.runAsync(() -> end(plain), deadline);
            try {
                plain.connect(new InetSocketAddress(config.host(), config.port()), CONNECT_MILLIS);
                try (Socket socket = config.transport() == SyslogConfig.Transport.TLS ? secure(plain) : plain) {
                    write(socket, entries);
                    awaitEnd(socket.getInputStream());
                }
            } catch (IOException failure) {
                throw explained(failure, late.isDone());
            } finally {
                late.cancel(false);
            }
        }
    }

    private static IOException explained(IOException failure, boolean late) {
        if (late) {
            return new IOException(
                    "The receiver did not read all and end the connection within " + BATCH_SECONDS + " seconds",
                    failure);
        }
        return failure instanceof SSLException
                ? new IOException(
                        "TLS failed. Check that the receiver speaks it, that its certificate has the name in audit.syslog.url,"
                                + " and that audit.syslog.trusted-certificates has the one that signs it",
                        failure)
                : failure;
    }

    private SSLSocket secure(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket)
                TrustedCertificates.sockets(config.trusted()).createSocket(plain, config.host(), config.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void write(Socket socket, List<AuditEntry.Chained> entries) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        for (AuditEntry.Chained entry : entries) {
            byte[] message = messages.of(entry);
            out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            out.write(message);
        }
        out.flush();
        socket.shutdownOutput();
    }

    private static void awaitEnd(InputStream in) throws IOException {
        byte[] ignored = new byte[BUFFER];
        while (in.read(ignored) >= 0) {
            // Discarded: the protocol has no responses.
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is closed already.
        }
    }

    @Override
    public void close() {
        Socket socket = open.get();
        if (socket != null) {
            end(socket);
        }
    }
}
