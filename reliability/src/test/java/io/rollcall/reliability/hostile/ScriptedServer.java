package io.rollcall.reliability.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Server on a free port that passes each connection to a test's handler. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;

    /** Serves one connection, which is closed afterwards. */
    interface Handler {
        void handle(Socket connection) throws IOException, InterruptedException;
    }

    ScriptedServer(Handler handler) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(() -> {
            while (true) {
                Socket connection = listening.accept();
                daemon(() -> {
                    try (connection) {
                        handler.handle(connection);
                    }
                });
            }
        });
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // the test is over, or the client has disconnected
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    Target target() {
        return new Target(port(), "127.0.0.1", Optional.empty(), "rollcall_test");
    }

    static BufferedReader reader(Socket connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Reads the headers of a request without a body. @return false at the end of the connection */
    static boolean readHead(BufferedReader reader) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
