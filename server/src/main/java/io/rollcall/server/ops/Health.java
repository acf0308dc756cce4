package io.rollcall.server.ops;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Whether the server is alive, and whether it should be sent requests. */
public final class Health {
    /** Probes ask again sooner than that only if there are many. */
    private static final Duration DATABASE_TTL = Duration.ofMillis(500);

    private final SharedAnswer<Boolean> database;
    private final List<LivenessCheck> liveness = new CopyOnWriteArrayList<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);

    /** @param database whether it can be worked with now */
    public Health(BooleanSupplier database) {
        this.database = new SharedAnswer<>(database::getAsBoolean, DATABASE_TTL, System::nanoTime);
    }

    /** Adds a check that {@code /health/live} runs on every request. */
    public void addLivenessCheck(LivenessCheck check) {
        liveness.add(check);
    }

    /** The server listens. */
    public void started() {
        phase.set(Phase.SERVING);
    }

    /** Reports that the server is stopping, so that load balancers send requests elsewhere. */
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

    /** Fails only on what a restart repairs; an external database that cannot be reached is not part of that. */
    State liveness() {
        return liveness.stream()
                .flatMap(check -> check.problem().stream())
                .findFirst()
                .map(problem -> new State(false, problem))
                .orElseGet(() -> new State(true, "The server is alive."));
    }

    /** A part of the process that a restart repairs when it fails. Called by probes, so it must return at once. */
    @FunctionalInterface
    public interface LivenessCheck {
        /** The problem as one sentence without quotes, for the person who reads the probe; empty while the part works. */
        Optional<String> problem();
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
