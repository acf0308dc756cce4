package io.rollcall.server.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for servers that are started as processes. They lie below the range from which the operating system gives ports to
 * clients and to sockets on port 0, so that nobody else takes one between the choice and the start.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int BEHIND_LAST = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /** Returns a port that nobody listens on. */
    public static int next() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST))
                .limit(TRIES)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port is free"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
