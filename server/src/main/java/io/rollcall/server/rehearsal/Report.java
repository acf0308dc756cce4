package io.rollcall.server.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Plural;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Report on a rehearsal. It has no tokens, and no data of users that the rehearsal did not create.
 *
 * @param organization its slug
 * @param stopped whether the rehearsal was interrupted before its last step
 */
public record Report(
        String organization,
        String baseUrl,
        Instant started,
        Duration took,
        List<Step> steps,
        Cleanup cleanup,
        boolean stopped) {
    public Report {
        steps = List.copyOf(steps);
    }

    /** Result of a step. */
    public enum Result {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * Step of a rehearsal.
     *
     * @param suite the identity provider that it replays
     * @param findings what was wrong, or why it was skipped
     */
    public record Step(
            String suite, String title, Result result, List<String> findings, List<Exchange> exchanges, Duration took) {
        public Step {
            findings = List.copyOf(findings);
            exchanges = List.copyOf(exchanges);
        }

        /** Returns one line for a terminal. */
        public String line() {
            return "%-7s  %-6s %s  (%d ms)".formatted(result, suite, title, took.toMillis());
        }

        ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("suite", suite)
                    .put("step", title)
                    .put("result", EnumName.of(result))
                    .put("milliseconds", took.toMillis());
            ArrayNode all = json.putArray("findings");
            findings.forEach(all::add);
            ArrayNode requests = json.putArray("requests");
            exchanges.forEach(exchange -> requests.add(exchange.json()));
            return json;
        }
    }

    /**
     * Request with its response, as far as they may be shared.
     *
     * @param path below the base URL, with the query
     * @param response empty if there was none, or it had no body
     */
    public record Exchange(
            String method, String path, Optional<String> body, int status, Optional<String> response, Duration took) {
        /** Returns the request line. */
        public String request() {
            return method + " " + path;
        }

        ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("method", method)
                    .put("path", path)
                    .put("status", status)
                    .put("milliseconds", took.toMillis());
            body.ifPresent(text -> json.put("body", text));
            response.ifPresent(text -> json.put("response", text));
            return json;
        }
    }

    /**
     * Removal of everything that the rehearsal created.
     *
     * @param problems what is left, and how to remove it
     */
    public record Cleanup(int users, int groups, List<String> problems) {
        public Cleanup {
            problems = List.copyOf(problems);
        }
    }

    /** Returns the number of steps with that result. */
    public long count(Result result) {
        return steps.stream().filter(step -> step.result() == result).count();
    }

    /** Returns whether no step failed, none is missing, and nothing is left. */
    public boolean isPassed() {
        return count(Result.FAILED) == 0 && cleanup.problems().isEmpty() && !stopped;
    }

    /** Returns one sentence with the numbers. */
    public String summary() {
        return "%s%d passed, %d failed, %d skipped in %d ms."
                .formatted(
                        stopped ? "Interrupted: " : "",
                        count(Result.PASSED),
                        count(Result.FAILED),
                        count(Result.SKIPPED),
                        took.toMillis());
    }

    /** Returns one sentence on the cleanup. */
    public String cleanupSummary() {
        return "Erased %s and deleted %s, all created by this rehearsal."
                .formatted(Plural.of(cleanup.users(), "user"), Plural.of(cleanup.groups(), "group"));
    }

    /** Returns the report as JSON. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("organization", organization)
                .put("baseUrl", baseUrl)
                .put("started", started.toString())
                .put("milliseconds", took.toMillis())
                .put("passed", count(Result.PASSED))
                .put("failed", count(Result.FAILED))
                .put("skipped", count(Result.SKIPPED))
                .put("stopped", stopped);
        ObjectNode cleaned =
                json.putObject("cleanup").put("users", cleanup.users()).put("groups", cleanup.groups());
        ArrayNode problems = cleaned.putArray("problems");
        cleanup.problems().forEach(problems::add);
        ArrayNode all = json.putArray("steps");
        steps.forEach(step -> all.add(step.json()));
        return json;
    }
}
