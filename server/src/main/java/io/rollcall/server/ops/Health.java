package io.rollcall.server.ops;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Liveness and readiness of the server. */
public final class Health {
    /** Time to live of the database check, shared by concurrent probes. */
    private static final Duration DATABASE_TTL = Duration.ofMillis(500);

    private final SharedAnswer<Boolean> database;
    private final List<LivenessCheck> liveness = new CopyOnWriteArrayList<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);

    /** @param database returns whether the database is usable */
    public Health(BooleanSupplier database) {
        this.database = new SharedAnswer<>(database::getAsBoolean, DATABASE_TTL, System::nanoTime);
    }

    /** Adds a check that {@code /health/live} runs on every request. */
    public void addLivenessCheck(LivenessCheck check) {
        liveness.add(check);
    }

    /** Marks the server as started. */
    public void started() {
        phase.set(Phase.SERVING);
    }

    /** Marks the server as stopping, so that load balancers send requests elsewhere. */
    public void stopping() {
        phase.set(Phase.STOPPING);
    }

    State readiness() {
        if (phase.get() != Phase.SERVING) {
            return new State(
                    false, phase.get() == Phase.STARTING ? "The server is starting." : "The server is stopping.");
        }
        return database.get()
                ? new State(true, "The server is ready.")
                : new State(false, "The database is unreachable or not set up.");
    }

    /** Returns the liveness. It fails only if a restart would help, so not for an unreachable external database. */
    State liveness() {
        return liveness.stream()
                .flatMap(check -> check.problem().stream())
                .findFirst()
                .map(problem -> new State(false, problem))
                .orElseGet(() -> new State(true, "The server is alive."));
    }

    /** Check of a component that a restart can repair. Probes wait for it, so it must not block. */
    @FunctionalInterface
    public interface LivenessCheck {
        /** Returns the problem as one sentence without double quotes; empty while the component works. */
        Optional<String> problem();
    }

    private enum Phase {
        STARTING,
        SERVING,
        STOPPING
    }

    /** @param words description for people */
    record State(boolean up, String words) {
        String json() {
            return "{\"status\":\"" + (up ? "UP" : "DOWN") + "\",\"detail\":\"" + words + "\"}\n";
        }
    }
}
