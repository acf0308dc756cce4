package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Open-loop load: sends requests at a fixed rate, even if the server does not keep up. Latency counts from the time a request
 * was due, so that a server which makes senders wait does not look fast.
 *
 * <p>One thread sends and one reads for all connections. More threads would compete with the server's for the processors, and
 * their wait would count as the server's latency.
 */
final class OpenLoop {
    private static final double NANOS = 1e9;
    private static final long LOOK_MILLIS = 100;

    private final int port;
    private final Selector selector;
    private final BlockingQueue<OpenConnection> free = new LinkedBlockingQueue<>();
    private final Tally tally = new Tally();

    private OpenLoop(int port, Selector selector) {
        this.port = port;
        this.selector = selector;
    }

    static Tally.Result run(
            int port, int connections, double perSecond, double seconds, LongFunction<Request> requests) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Selector selector = Selector.open()) {
            OpenLoop loop = new OpenLoop(port, selector);
            for (int connection = 0; connection < connections; connection++) {
                loop.free.add(new OpenConnection(port, selector));
            }
            long total = (long) (perSecond * seconds);
            Future<Void> sending = thread.submit(() -> loop.send(requests, perSecond, total));
            while (!sending.isDone() || loop.tally.count() < total) {
                loop.receive();
                if (sending.isDone()) {
                    sending.get();
                }
            }
            loop.close();
            return loop.tally.result();
        } catch (IOException | InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        } finally {
            thread.shutdownNow();
        }
    }

    private Void send(LongFunction<Request> requests, double perSecond, long total)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (long number = 0; number < total; number++) {
            Request request = requests.apply(number);
            long due = start + (long) (number * NANOS / perSecond);
            awaitNanos(due);
            free.take().send(request, due);
        }
        return null;
    }

    private static void awaitNanos(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void receive() throws IOException {
        selector.select(LOOK_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
            OpenConnection connection = (OpenConnection) key.attachment();
            Optional<Response> answer = connection.read();
            if (answer.isPresent()) {
                tally.add(answer.get(), connection.due(), connection.sent(), System.nanoTime());
                free.add(answer.get().closes() ? anotherThan(connection) : connection);
            }
        }
        selector.selectedKeys().clear();
    }

    private OpenConnection anotherThan(OpenConnection closed) throws IOException {
        closed.close();
        return new OpenConnection(port, selector);
    }

    private void close() throws IOException {
        for (OpenConnection connection : free) {
            connection.close();
        }
    }
}
