package io.rollcall.server.audit.shipping;

import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.TestCertificate;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Syslog receiver over TCP or TLS that counts octets, can be slow or die in the middle of a batch, and come back at its port. */
final class StreamReceiver implements AutoCloseable {
    private static final int ALL = Integer.MAX_VALUE;

    private final ServerSocket listening;
    private final int messagesOfALife;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private StreamReceiver(ServerSocket listening, int port, int messagesOfALife) {
        this.listening = listening;
        this.messagesOfALife = messagesOfALife;
        bind(port);
        Thread thread = new Thread(this::accept, "syslog receiver");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the port, which a client of another test may use for a moment. */
    private void bind(int port) {
        Optional<IOException> failure = Eventually.get(() -> tryToBind(port), Optional::isEmpty);
        if (failure.isPresent()) {
            throw new UncheckedIOException(failure.get());
        }
    }

    private Optional<IOException> tryToBind(int port) {
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Optional.empty();
        } catch (IOException taken) {
            return Optional.of(taken);
        }
    }

    /** @param port 0 for any free one */
    static StreamReceiver tcp(int port) {
        return new StreamReceiver(socket(Optional.empty()), port, ALL);
    }

    /** A receiver that dies after so many messages of each connection, without reading the rest. */
    static StreamReceiver dyingAfter(int messages) {
        return new StreamReceiver(socket(Optional.empty()), 0, messages);
    }

    static StreamReceiver tls(TestCertificate certificate) {
        return new StreamReceiver(socket(Optional.of(certificate)), 0, ALL);
    }

    private static ServerSocket socket(Optional<TestCertificate> certificate) {
        try {
            return certificate.isEmpty()
                    ? new ServerSocket()
                    : identity(certificate.get()).getServerSocketFactory().createServerSocket();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SSLContext identity(TestCertificate identity) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry(
                    "receiver", identity.keys().getPrivate(), new char[0], new Certificate[] {identity.certificate()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException failure) {
            throw new AssertionError(failure);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    /** All messages, also those that came twice. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    int connections() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                read(socket);
            }
        } catch (IOException closed) {
            // the end of its life
        }
    }

    private void read(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int read = 0;
            for (int length = length(in); length > 0; length = length(in)) {
                messages.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                if (++read >= messagesOfALife) {
                    socket.setSoLinger(true, 0);
                    return;
                }
            }
        } catch (IOException broken) {
            // the sender, or the test, has ended it
        }
    }

    /** @return 0 at the end */
    private static int length(InputStream in) throws IOException {
        int length = 0;
        for (int digit = in.read(); digit >= '0' && digit <= '9'; digit = in.read()) {
            length = length * 10 + digit - '0';
        }
        return length;
    }

    @Override
    public void close() {
        die();
    }

    /** Frees the port at once. */
    void die() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
