package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.kernel.Plural;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Time limit of an attempt as a whole: a watchdog closes its socket at the end, whatever the receiver does until then. */
final class Attempt {
    private final long end;
    private final Duration timeout;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<Socket> socket = new AtomicReference<>();

    Attempt(Duration timeout) {
        this.timeout = timeout;
        this.end = System.nanoTime() + timeout.toNanos();
    }

    /** Returns the socket, which is closed when the time is up. */
    Socket guard(Socket open) throws IOException {
        socket.set(open);
        if (over.get()) {
            open.close();
        }
        return open;
    }

    /** Ends the attempt: whatever it waits for fails now. */
    void expire() {
        over.set(true);
        Socket open = socket.get();
        if (open != null) {
            try {
                open.close();
            } catch (IOException unclosable) {
                // Its reader finds out by its own timeout.
            }
        }
    }

    /** Returns the time left, at least one millisecond. @throws DeliveryFailure if the time is up */
    int leftMillis() throws DeliveryFailure {
        long left = end - System.nanoTime();
        if (left <= 0 || over.get()) {
            throw late();
        }
        // Rounded up: a wait that times out is not over before the attempt is, which then names the cause.
        return Math.toIntExact(
                Duration.ofNanos(left).plusMillis(1).minusNanos(1).toMillis());
    }

    boolean isOver() {
        return over.get() || System.nanoTime() - end >= 0;
    }

    DeliveryFailure late() {
        return new DeliveryFailure("No response within " + Plural.of(timeout.toSeconds(), "second") + ".");
    }
}
