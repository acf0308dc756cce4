package io.rollcall.server.http.overload;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Pipelined requests, which clients sent before they had the responses to earlier ones. They run only while workers are
 * idle, because one client could keep all others waiting with them. There is at most one per connection, and networks take
 * turns.
 */
final class PipelinedRequests {
    private final BooleanSupplier spare;
    private final Executor executor;
    private final FairQueue<Waiting> waiting = new FairQueue<>();

    /** @param spare whether workers are idle @param executor runs those that waited */
    PipelinedRequests(BooleanSupplier spare, Executor executor) {
        this.spare = spare;
        this.executor = executor;
    }

    private record Waiting(ClientConnection client, Runnable request) {}

    boolean mayRun() {
        return waiting.isEmpty() && spare.getAsBoolean();
    }

    void runLater(ClientConnection client, Runnable request) {
        waiting.add(client.peer().network(), client.isProven(), new Waiting(client, request));
    }

    /** Runs requests if the one that ended has left workers idle. */
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

    /**
     * Ends the wait of requests whose connections are closed. There may be any number, because clients can connect again.
     */
    void runClosed() {
        waiting.removeAll(next -> !next.client().isOpen())
                .forEach(next -> next.request().run());
    }
}
