package io.rollcall.server.rehearsal;

import io.rollcall.server.rehearsal.RehearsalClient.NoResponse;
import io.rollcall.server.rehearsal.RunningStep.Skipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the steps of the suites one after the other, and keeps their results and the ids of what they created. */
final class Stage {
    private final RehearsalClient client;
    private final ThrowAways made;
    private final Consumer<Report.Step> progress;
    private final List<Report.Step> done = new ArrayList<>();
    private final Map<String, String> ids = new HashMap<>();

    /** @param progress receives each step as it ends */
    Stage(RehearsalClient client, ThrowAways made, Consumer<Report.Step> progress) {
        this.client = client;
        this.made = made;
        this.progress = progress;
    }

    /** Steps that replay one identity provider. */
    interface Suite {
        /** @throws InterruptedException if the process is asked to end */
        void run() throws InterruptedException;
    }

    /** Runs a step of a suite. @param headers that this identity provider sends */
    void step(String suite, String title, Map<String, String> headers, RunningStep.Work work)
            throws InterruptedException {
        RunningStep step = new RunningStep(client, made, headers);
        List<String> reasons = new ArrayList<>();
        long began = System.nanoTime();
        try {
            work.run(step);
        } catch (Skipped skipped) {
            reasons.add(skipped.getMessage());
        } catch (NoResponse failure) {
            step.expect(false, failure.getMessage());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        boolean failed = !step.findings().isEmpty();
        Report.Result result =
                failed ? Report.Result.FAILED : reasons.isEmpty() ? Report.Result.PASSED : Report.Result.SKIPPED;
        Report.Step ended =
                new Report.Step(suite, title, result, failed ? step.findings() : reasons, step.exchanges(), took);
        done.add(ended);
        progress.accept(ended);
    }

    ThrowAways made() {
        return made;
    }

    /** Keeps the id of something that a step created, for later steps. */
    void keep(String name, String id) {
        ids.put(name, id);
    }

    /** Returns an id that an earlier step kept. @throws Skipped if that step failed */
    String id(String name) {
        if (!ids.containsKey(name)) {
            throw new Skipped("An earlier step did not create what this step needs.");
        }
        return ids.get(name);
    }

    List<Report.Step> done() {
        return done;
    }
}
