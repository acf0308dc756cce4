package io.rollcall.reliability.hostile;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Hostile client: groups of connections from one address. */
record Attack(String name, String address, List<Wave> waves, Counts counts) {

    /**
     * Connections with the same behaviour. Those that end are replaced.
     *
     * @param opensPerSecond maximum number of connections opened per second
     */
    record Wave(Script script, int connections, int opensPerSecond) {}

    /** Totals of an attack, to check that it was effective. */
    record Counts(
            AtomicInteger opened,
            AtomicInteger failed,
            AtomicInteger closedByServer,
            AtomicLong sent,
            AtomicLong read) {
        static Counts none() {
            return new Counts(
                    new AtomicInteger(), new AtomicInteger(), new AtomicInteger(), new AtomicLong(), new AtomicLong());
        }
    }

    static Attack of(String name, Target target, Wave... waves) {
        return new Attack(name, target.source(), List.of(waves), Counts.none());
    }

    @Override
    public String toString() {
        return "%s: %,d connections opened, %,d failed to open, %,d closed by the server; %,d bytes sent, %,d read"
                .formatted(
                        name,
                        counts.opened.get(),
                        counts.failed.get(),
                        counts.closedByServer.get(),
                        counts.sent.get(),
                        counts.read.get());
    }
}
