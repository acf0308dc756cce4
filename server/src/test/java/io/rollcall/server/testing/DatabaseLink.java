package io.rollcall.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** TCP proxy to the {@link TestDatabase}, which simulates network failures. */
public final class DatabaseLink implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final URI target =
            URI.create(TestDatabase.shared().url().orElseThrow().substring("jdbc:".length()));
    private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ServerSocket door;
    private volatile boolean cut;
    private volatile boolean hung;

    public DatabaseLink() {
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start(this::letIn);
    }

    /** Returns the settings of a server that connects through the proxy. */
    public Map<String, String> settings() {
        return Map.of(
                "database.url",
                TestDatabase.shared()
                        .url()
                        .orElseThrow()
                        .replace(target.getRawAuthority(), "127.0.0.1:" + door.getLocalPort()),
                "database.connection-wait-millis",
                "1000");
    }

    /** Closes all connections and refuses new ones. */
    public void cut() {
        cut = true;
        sockets.forEach(DatabaseLink::close);
        sockets.clear();
    }

    /** Keeps all connections open but forwards nothing, like a hanging database. */
    public void hang() {
        hung = true;
    }

    public void mend() {
        cut = false;
        hung = false;
    }

    private void letIn() {
        try {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void connect(Socket client) throws IOException {
        if (cut) {
            client.close();
            return;
        }
        Socket database = new Socket(target.getHost(), target.getPort());
        sockets.add(client);
        sockets.add(database);
        start(() -> pass(client, database));
        start(() -> pass(database, client));
    }

    private void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (hung) {
                    Eventually.pause(PAUSE);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            // cut() closed the connection
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "database-link");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        cut();
        close(door);
    }
}
