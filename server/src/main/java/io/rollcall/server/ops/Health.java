package io.rollcall.server.ops;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Whether the server is alive, and whether it should be sent requests. */
public final class Health {
    private final BooleanSupplier database;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);

    /** @param database whether it can be worked with now */
    public Health(BooleanSupplier database) {
        this.database = database;
    }

    /** The server listens. */
    public void started() {
        phase.set(Phase.SERVING);
    }

    /** The server will listen no more; requests should go elsewhere. */
    public void stopping() {
        phase.set(Phase.STOPPING);
    }

    State readiness() {
        if (phase.get() != Phase.SERVING) {
            return new State(
                    false, phase.get() == Phase.STARTING ? "The server is starting." : "The server is stopping.");
        }
        return database.getAsBoolean()
                ? new State(true, "The server is ready.")
                : new State(false, "The database cannot be reached, or is not set up.");
    }

    /** The process answers, and that is all there is to it: one that cannot reach its database is not mended by a restart. */
    State liveness() {
        return new State(true, "The server is alive.");
    }

    private enum Phase {
        STARTING,
        SERVING,
        STOPPING
    }

    /** @param words for the person who looks */
    record State(boolean up, String words) {
        String json() {
            return "{\"status\":\"" + (up ? "UP" : "DOWN") + "\",\"detail\":\"" + words + "\"}\n";
        }
    }
}
