package io.rollcall.server.http.connections;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Requests that their clients sent before they had the answers to earlier ones. They run while the server has nothing
 * better to do: one client could keep all others from their turn with them. There is at most one for each connection.
 */
final class PipelinedRequests {
    private final BooleanSupplier spare;
    private final Executor executor;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** @param spare whether the server could do with more requests @param executor runs those that waited */
    PipelinedRequests(BooleanSupplier spare, Executor executor) {
        this.spare = spare;
        this.executor = executor;
    }

    boolean mayRun() {
        return waiting.isEmpty() && spare.getAsBoolean();
    }

    void runLater(Runnable request) {
        waiting.add(request);
    }

    /** Some request has ended, so there may be spare workers. */
    void requestEnded() {
        if (!waiting.isEmpty() && spare.getAsBoolean()) {
            executor.execute(this::runWhileSpare);
        }
    }

    /** Called many times a second. */
    void runWhileSpare() {
        while (!waiting.isEmpty() && spare.getAsBoolean()) {
            Runnable request = waiting.poll();
            if (request != null) {
                request.run();
            }
        }
    }
}
