package io.rollcall.reliability.events;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Result of a run as JSON: its figures, and each violation of a guarantee with examples. A run that ends early fails. */
public final class Verdict {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = Path.of("reliability", "target");
    private static final int EXAMPLES = 5;

    private final String run;
    private final ObjectNode figures = JSON.createObjectNode();
    private final Map<String, List<String>> violations = new LinkedHashMap<>();
    private boolean ended;

    Verdict(String run) {
        this.run = run;
    }

    /** Run that adds its figures and violations to a verdict. */
    interface Body {
        void run(Verdict verdict) throws Exception;
    }

    /** Runs to the end, prints the verdict as one line, stores it in {@code target}, and exits with 0 only if it is good. */
    static void of(String run, Body body) {
        Verdict verdict = new Verdict(run);
        try {
            body.run(verdict);
            verdict.end();
        } catch (Exception failure) {
            failure.printStackTrace();
            verdict.violated("the run ends early", failure.toString());
        } finally {
            System.out.println("VERDICT " + verdict.json());
            verdict.store();
            System.exit(verdict.isGood() ? 0 : 1);
        }
    }

    void figure(String name, Object value) {
        figures.putPOJO(name, value);
        System.out.println(name + ": " + value);
    }

    void violated(String guarantee, String example) {
        violations.computeIfAbsent(guarantee, first -> new ArrayList<>()).add(example);
    }

    void require(boolean holds, String guarantee, String found) {
        if (!holds) {
            violated(guarantee, found);
        }
    }

    void end() {
        ended = true;
    }

    boolean isGood() {
        return ended && violations.isEmpty();
    }

    /** Returns the guarantees that are violated. */
    List<String> violations() {
        return List.copyOf(violations.keySet());
    }

    String json() {
        ObjectNode json = JSON.createObjectNode().put("run", run).put("good", isGood());
        json.set("figures", figures);
        ObjectNode all = json.putObject("violations");
        violations.forEach((guarantee, examples) -> {
            ObjectNode one = all.putObject(guarantee).put("count", examples.size());
            ArrayNode some = one.putArray("examples");
            examples.stream().limit(EXAMPLES).forEach(some::add);
        });
        try {
            return JSON.writeValueAsString(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void store() {
        try {
            Files.writeString(FOLDER.resolve(run + ".json"), json() + "\n");
        } catch (IOException failure) {
            System.err.println("the verdict is not stored: " + failure);
        }
    }
}
