package io.rollcall.server.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.rehearsal.RehearsalClient.NoResponse;
import io.rollcall.server.rehearsal.RehearsalClient.ScimRequest;
import io.rollcall.server.rehearsal.RehearsalClient.ScimResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Step that is running: sends requests, and notes what is wrong with the responses. */
final class RunningStep {
    /** Expected value of an attribute that has none. */
    static final String ABSENT = "no value";

    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final JsonMapper JSON = new JsonMapper();

    private final RehearsalClient client;
    private final ThrowAways made;
    private final Map<String, String> headers;
    private final SharedBody shared;
    private final List<ScimResponse> answers = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    RunningStep(RehearsalClient client, ThrowAways made, Map<String, String> headers) {
        this.client = client;
        this.made = made;
        this.headers = headers;
        this.shared = new SharedBody(made);
    }

    /** Work of a step. */
    @FunctionalInterface
    interface Work {
        void run(RunningStep step) throws NoResponse, InterruptedException;
    }

    /** A step cannot run, for that reason. */
    static final class Skipped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Skipped(String reason) {
            super(reason, null, false, false);
        }
    }

    ScimResponse get(String path) throws NoResponse, InterruptedException {
        return send(new ScimRequest("GET", path, Optional.empty(), headers));
    }

    ScimResponse post(String path, String body) throws NoResponse, InterruptedException {
        return send(new ScimRequest("POST", path, Optional.of(body), headers));
    }

    ScimResponse put(String path, String body) throws NoResponse, InterruptedException {
        return send(new ScimRequest("PUT", path, Optional.of(body), headers));
    }

    ScimResponse patch(String path, String body) throws NoResponse, InterruptedException {
        return send(new ScimRequest("PATCH", path, Optional.of(body), headers));
    }

    ScimResponse delete(String path) throws NoResponse, InterruptedException {
        return send(new ScimRequest("DELETE", path, Optional.empty(), headers));
    }

    /** Sends a request with other headers. */
    ScimResponse send(ScimRequest call) throws NoResponse, InterruptedException {
        ScimResponse answer = client.send(call);
        answers.add(answer);
        return answer;
    }

    /** Notes a problem unless the condition holds. */
    void expect(boolean holds, String problem) {
        if (!holds) {
            findings.add(problem);
        }
    }

    /** Expects one of these statuses. @return whether the response has one */
    boolean expectStatus(ScimResponse answer, int... statuses) {
        boolean right = Arrays.stream(statuses).anyMatch(status -> status == answer.status());
        expect(
                right,
                "%s answered %d; expected %s."
                        .formatted(
                                answer.call().line(),
                                answer.status(),
                                Arrays.stream(statuses)
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.joining(" or "))));
        return right;
    }

    /** Expects a list with that many resources in all. */
    void expectTotal(ScimResponse answer, int total) {
        expectList(answer);
        int found = answer.at("/totalResults").asInt(-1);
        expect(
                found == total,
                "%s found %s; expected %d.".formatted(answer.call().line(), found < 0 ? "no list" : found, total));
    }

    /** Expects a well-formed list of any length. */
    void expectList(ScimResponse answer) {
        if (!expectStatus(answer, 200)) {
            return;
        }
        String line = answer.call().line();
        expect(answer.text("/schemas/0").equals(LIST), line + " returned no ListResponse.");
        for (String name : List.of("totalResults", "startIndex", "itemsPerPage")) {
            // RFC 7644 section 3.4.2 lets a response without resources leave out the two members of paging.
            boolean optional =
                    !name.equals("totalResults") && answer.at("/totalResults").asInt() == 0;
            JsonNode value = answer.at("/" + name);
            expect(
                    value.isIntegralNumber() || optional && value.isMissingNode(),
                    line + " returned a list whose " + name + " is no integer.");
        }
        int size = answer.at("/Resources").size();
        expect(
                answer.at("/itemsPerPage").asInt(size) == size,
                line + " returned " + size + " resources with itemsPerPage " + answer.at("/itemsPerPage") + ".");
        expectScimJson(answer);
    }

    /** Expects the media type of RFC 7644, which Entra requires. */
    void expectScimJson(ScimResponse answer) {
        expect(
                answer.contentType().startsWith("application/scim+json"),
                answer.call().line() + " answered with the Content-Type '" + answer.contentType()
                        + "'; expected application/scim+json.");
    }

    /** Expects an error with a text that administrators see. */
    void expectError(ScimResponse answer, int status) {
        if (expectStatus(answer, status)) {
            String line = answer.call().line();
            expect(answer.text("/schemas/0").equals(ERROR), line + " answered without the schema of errors.");
            expect(!answer.text("/detail").isEmpty(), line + " answered an error without a detail.");
            expect(
                    answer.text("/status").equals(Integer.toString(status)),
                    line + " answered an error whose status is not \"" + status + "\".");
        }
    }

    /** Expects values in a response, by JSON pointers. A value is JSON text, or {@link #ABSENT}. */
    void expectValues(ScimResponse answer, Map<String, String> values) {
        values.forEach((pointer, value) -> expectValue(answer, "", pointer, value));
    }

    /** Expects a list of this one user, with these values. */
    void expectOnly(ScimResponse answer, String id, Map<String, String> values) {
        expectTotal(answer, 1);
        if (answer.at("/Resources").size() == 1) {
            expect(
                    answer.text("/Resources/0/id").equals(id),
                    answer.call().line() + " found another resource than " + id + ".");
            values.forEach((pointer, value) -> expectValue(answer, "/Resources/0", pointer, value));
        }
    }

    private void expectValue(ScimResponse answer, String resource, String pointer, String expected) {
        JsonNode found = answer.at(resource + pointer);
        boolean right = expected.equals(ABSENT)
                ? found.isMissingNode()
                        || found.isNull()
                        || found.asText("x").isEmpty()
                        || found.isArray() && found.isEmpty()
                : found.equals(json(expected));
        boolean shown = shared.isShown(answer.at(resource));
        expect(
                right,
                "%s returned %s for %s; expected %s."
                        .formatted(
                                answer.call().line(),
                                found.isMissingNode() ? "no value" : shown ? found : "another value",
                                pointer.substring(1).replace('/', '.'),
                                expected));
    }

    /**
     * Sends a PATCH, and expects the values in its response, if that has a body, and in the resource read afterwards.
     */
    void patchAndExpect(String path, String body, Map<String, String> values) throws NoResponse, InterruptedException {
        ScimResponse patched = patch(path, body);
        if (expectStatus(patched, 200, 204) && patched.status() == 200) {
            expectValues(patched, values);
        }
        expectStored(path, values);
    }

    /** Reads a resource, and expects values in it. */
    void expectStored(String path, Map<String, String> values) throws NoResponse, InterruptedException {
        ScimResponse read = get(path);
        if (expectStatus(read, 200)) {
            expectValues(read, values);
        }
    }

    /** Deletes a resource, and expects that it is gone. */
    void deleteAndExpect(String path) throws NoResponse, InterruptedException {
        expectStatus(delete(path), 204);
        ScimResponse read = get(path);
        expect(
                read.status() == 404,
                "After DELETE, " + read.call().line() + " answered " + read.status()
                        + "; expected 404. The resource was not deleted.");
        if (read.status() == 404) {
            expectError(read, 404);
        }
    }

    /** Returns the id of a user that was just created. @throws Skipped if the response does not tell it */
    String created(ScimResponse answer) {
        return created(answer, made.addUser(answer.text("/id")), "user");
    }

    /** Returns the id of a group that was just created. @throws Skipped if the response does not tell it */
    String createdGroup(ScimResponse answer) {
        return created(answer, made.addGroup(answer.text("/id")), "group");
    }

    private String created(ScimResponse answer, boolean ours, String noun) {
        expectStatus(answer, 201);
        if (!ours) {
            findings.add(answer.call().line() + " returned no id of a " + noun + " that this rehearsal created.");
            throw new Skipped("");
        }
        return answer.text("/id");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    List<String> findings() {
        return findings;
    }

    List<Report.Exchange> exchanges() {
        return answers.stream()
                .map(answer -> new Report.Exchange(
                        answer.call().method(),
                        answer.call().path(),
                        answer.call().body(),
                        answer.status(),
                        shared.of(answer),
                        answer.took()))
                .toList();
    }
}
