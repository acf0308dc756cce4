package io.rollcall.reliability.hostile;

import io.rollcall.reliability.hostile.Exchanges.Exchange;
import io.rollcall.reliability.hostile.Exchanges.Outcome;
import io.rollcall.reliability.hostile.KeepAliveConnection.Reply;
import io.rollcall.reliability.hostile.OktaRequests.Sent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * Okta's traffic at a fixed rate (open loop). If all connections are busy, requests queue, and the time in the queue counts.
 */
final class OktaLoad {
    private static final int CONNECTIONS = 32;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final OktaRequests requests;
    private final Exchanges answers;
    private final BlockingQueue<Due> line = new LinkedBlockingQueue<>();
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final List<Thread> threads = new ArrayList<>();

    private OktaLoad(OktaRequests requests, Exchanges answers) {
        this.requests = requests;
        this.answers = answers;
    }

    private record Due(long at, Sent request) {}

    static OktaLoad start(Target target, Optional<SSLContext> tls, double perSecond, Exchanges answers) {
        OktaLoad load = new OktaLoad(new OktaRequests(target), answers);
        load.thread(() -> load.schedule(perSecond), "okta-schedule");
        for (int number = 0; number < CONNECTIONS; number++) {
            KeepAliveConnection connection = new KeepAliveConnection(target.source(), target.port(), tls);
            load.thread(() -> load.work(connection), "okta-" + number);
        }
        return load;
    }

    private void thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Stops scheduling and waits for the responses to all due requests. */
    void stop() throws InterruptedException {
        going.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Returns the time at which a request is due. */
    static long due(long start, long number, double perSecond) {
        return start + (long) (number * 1e9 / perSecond);
    }

    private void schedule(double perSecond) {
        long start = System.nanoTime();
        for (long number = 0; going.get(); number++) {
            long due = due(start, number, perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            line.add(new Due(due, requests.next()));
        }
    }

    private void work(KeepAliveConnection connection) {
        try (connection) {
            while (going.get() || !line.isEmpty()) {
                Due next = line.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    answers.add(send(connection, next));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Exchange send(KeepAliveConnection connection, Due next) {
        Sent request = next.request();
        try {
            Reply reply = connection.send(request.bytes());
            long ended = System.nanoTime();
            requests.answered(request, reply);
            return new Exchange(
                    next.at(),
                    ended,
                    outcome(request.expected(), reply.status()),
                    request.kind() + " " + reply.status());
        } catch (IOException | RuntimeException failure) {
            return new Exchange(
                    next.at(),
                    System.nanoTime(),
                    Outcome.NO_ANSWER,
                    request.kind() + " " + failure.getClass().getSimpleName());
        }
    }

    static Outcome outcome(int expected, int status) {
        if (status == expected) {
            return Outcome.EXPECTED;
        }
        return status == TOO_MANY || status == UNAVAILABLE ? Outcome.REFUSED : Outcome.WRONG;
    }
}
