package io.rollcall.server.http.overload;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Requests that their clients sent before they had the answers to earlier ones. They run while the server has nothing
 * better to do: one client could keep all others from their turn with them. There is at most one for each connection, and
 * networks take turns.
 */
final class PipelinedRequests {
    private final BooleanSupplier spare;
    private final Executor executor;
    private final FairQueue<Waiting> waiting = new FairQueue<>();

    /** @param spare whether the server could do with more requests @param executor runs those that waited */
    PipelinedRequests(BooleanSupplier spare, Executor executor) {
        this.spare = spare;
        this.executor = executor;
    }

    private record Waiting(ClientConnection client, Runnable request) {}

    boolean mayRun() {
        return waiting.isEmpty() && spare.getAsBoolean();
    }

    void runLater(ClientConnection client, Runnable request) {
        waiting.add(client.peer().network(), new Waiting(client, request));
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
            waiting.poll().ifPresent(next -> next.request().run());
        }
    }

    /** Ends the wait of those whose connections are closed: there may be any number, as clients can connect again. */
    void runClosed() {
        waiting.removeAll(next -> !next.client().isOpen())
                .forEach(next -> next.request().run());
    }
}
