package io.rollcall.reliability.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Clients that abuse valid TLS connections: they repeatedly request new handshakes, or pipeline requests without reading the
 * responses.
 */
final class TlsClients {
    private static final int RENEGOTIATING = 4;
    private static final int PIPELINING = 40;
    private static final int ANSWER_MILLIS = 2_000;
    private static final long PAUSE_MILLIS = 50;
    private static final long REOPEN_NANOS = 200_000_000;

    private final SSLContext tls;
    private final Target target;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicInteger handshakes = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    private TlsClients(SSLContext tls, Target target) {
        this.tls = tls;
        this.target = target;
    }

    static TlsClients start(SSLContext tls, Target target) {
        TlsClients attack = new TlsClients(tls, target);
        for (int number = 0; number < RENEGOTIATING + PIPELINING; number++) {
            boolean renegotiates = number < RENEGOTIATING;
            Thread thread = new Thread(() -> attack.run(renegotiates), "tls-" + number);
            thread.setDaemon(true);
            attack.threads.add(thread);
            thread.start();
        }
        return attack;
    }

    void stop() {
        going.set(false);
        threads.forEach(Thread::interrupt);
    }

    private void run(boolean renegotiates) {
        while (going.get()) {
            try (SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                    .createSocket(
                            InetAddress.getByName("127.0.0.1"),
                            target.port(),
                            InetAddress.getByName(target.source()),
                            0)) {
                if (renegotiates) {
                    renegotiate(socket);
                } else {
                    pipeline(socket);
                }
            } catch (IOException refused) {
                closed.incrementAndGet();
                LockSupport.parkNanos(REOPEN_NANOS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Starts a new handshake. In TLS 1.3 the JDK sends a KeyUpdate instead. */
    private void renegotiate(SSLSocket socket) throws IOException, InterruptedException {
        boolean old = handshakes.get() % 2 == 0;
        socket.setEnabledProtocols(new String[] {old ? "TLSv1.2" : "TLSv1.3"});
        socket.setSoTimeout(ANSWER_MILLIS);
        while (going.get()) {
            socket.startHandshake();
            handshakes.incrementAndGet();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void pipeline(SSLSocket socket) throws IOException, InterruptedException {
        byte[] requests = Target.pipelined(115, target.get(Target.OPENAPI));
        socket.startHandshake();
        socket.getOutputStream().write(requests);
        while (going.get()) {
            Thread.sleep(1_000);
            socket.getOutputStream().write(Target.bytes("\r\n"));
        }
    }

    @Override
    public String toString() {
        return "tls-clients: %,d handshakes, %,d connections closed by the server"
                .formatted(handshakes.get(), closed.get());
    }
}
