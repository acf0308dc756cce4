package io.rollcall.server.scim.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.bulk.BulkEndpoint.Written;
import io.rollcall.server.scim.bulk.BulkPlan.Part;
import io.rollcall.server.scim.bulk.BulkPlan.Step;
import io.rollcall.server.scim.scimple.protocol.ErrorDocument;
import io.rollcall.server.scim.scimple.protocol.MessageUrn;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Execution of one bulk request. Each operation is independent: a failed one does not undo others (RFC 7644 section 3.7). */
public final class BulkJob {
    private static final String MESSAGE = MessageUrn.BULK_RESPONSE;

    private final BulkRequest request;
    private final BulkPlan plan;
    private final String baseUrl;
    private final Function<String, BulkEndpoint> endpoints;
    private final BiFunction<BulkOperation, Throwable, ErrorDocument> failures;
    private final Runnable requireTime;
    private final Map<String, String> made = new HashMap<>();
    private final Map<Integer, Written> begun = new TreeMap<>();

    /**
     * @param baseUrl base of locations, without a trailing slash
     * @param endpoints returns the endpoint of a name such as {@code Users}, or throws if there is none
     * @param failures returns the error document of a failure
     * @param requireTime throws if no further operation may begin
     */
    public BulkJob(
            BulkRequest request,
            String baseUrl,
            Function<String, BulkEndpoint> endpoints,
            BiFunction<BulkOperation, Throwable, ErrorDocument> failures,
            Runnable requireTime) {
        this.request = request;
        this.plan = BulkPlan.of(request.operations());
        this.baseUrl = baseUrl;
        this.endpoints = endpoints;
        this.failures = failures;
        this.requireTime = requireTime;
    }

    /** Returns the BulkResponse with the results of all operations that were attempted, in the order of the request. */
    public ObjectNode run() {
        Map<Integer, BulkResult> results = carryOutAll();
        List.copyOf(begun.keySet()).forEach(place -> results.put(place, carryOut(place, this::abandon)));
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.putArray("schemas").add(MESSAGE);
        ArrayNode operations = response.putArray("Operations");
        results.values().forEach(result -> operations.add(result.json()));
        return response;
    }

    private Map<Integer, BulkResult> carryOutAll() {
        Map<Integer, BulkResult> results = new TreeMap<>();
        int errors = 0;
        for (Step step : plan.steps()) {
            if (step.part() == Part.REST && !begun.containsKey(step.place())) {
                continue;
            }
            BulkResult result = carryOut(step.place(), place -> apply(place, step.part()));
            results.put(step.place(), result);
            errors += result.isFailed() ? 1 : 0;
            if (errors >= request.failOnErrors()) {
                break;
            }
        }
        return results;
    }

    private BulkResult carryOut(int place, IntFunction<BulkResult> work) {
        try {
            return work.apply(place);
        } catch (RuntimeException failure) {
            BulkOperation operation = request.operations().get(place);
            return BulkResult.failed(operation, location(operation), failures.apply(operation, failure));
        }
    }

    private BulkResult apply(int place, Part part) {
        requireTime.run();
        BulkOperation operation = request.operations().get(place);
        BulkOperation.Path path = BulkOperation.Path.read(operation.path()).orElseThrow(() -> wrongPath(operation));
        BulkEndpoint endpoint = endpoints.apply(path.endpoint());
        return switch (part) {
            case WHOLE -> apply(place, operation, path, endpoint);
            case BEGINNING -> begin(place, operation, endpoint);
            case REST -> finish(place, operation, endpoint);
        };
    }

    private BulkResult apply(int place, BulkOperation operation, BulkOperation.Path path, BulkEndpoint endpoint) {
        return switch (operation.method()) {
            case "POST" -> BulkResult.written(operation, 201, create(place, resolved(operation), endpoint));
            case "PUT" ->
                BulkResult.written(
                        operation,
                        200,
                        endpoint.replace(
                                id(operation, path), resolved(operation).object(), operation.version()));
            case "PATCH" ->
                BulkResult.written(
                        operation,
                        200,
                        endpoint.patch(id(operation, path), patch(resolved(operation)), operation.version()));
            case "DELETE" -> {
                endpoint.delete(id(operation, path), operation.version());
                yield BulkResult.deleted(operation, location(operation));
            }
            default -> throw malformed("method must be POST, PUT, PATCH or DELETE.");
        };
    }

    private Written create(int place, BulkOperation operation, BulkEndpoint endpoint) {
        if (BulkOperation.Path.read(operation.path())
                .flatMap(BulkOperation.Path::id)
                .isPresent()) {
            throw wrongPath(operation);
        }
        String bulkId = operation.bulkId().orElseThrow(() -> malformed("A POST needs a unique bulkId."));
        if (plan.makers().get(bulkId) != place) {
            throw malformed("An earlier POST has the same bulkId. Use a different one for each.");
        }
        Written written = endpoint.create(operation.object());
        made.put(bulkId, written.id());
        return written;
    }

    /** Creates the resource without references to resources that do not exist yet. */
    private BulkResult begin(int place, BulkOperation operation, BulkEndpoint endpoint) {
        JsonNode data = BulkReference.without(operation.data(), bulkId -> !made.containsKey(bulkId));
        Written written = create(place, operation.with(BulkReference.resolve(data, this::idOf)), endpoint);
        begun.put(place, written);
        return BulkResult.written(operation, 201, written);
    }

    private BulkResult finish(int place, BulkOperation operation, BulkEndpoint endpoint) {
        Written beginning = begun.get(place);
        try {
            Written whole = endpoint.replace(beginning.id(), resolved(operation).object(), Optional.empty());
            begun.remove(place);
            return BulkResult.written(operation, 201, whole);
        } catch (RuntimeException failure) {
            undo(place, operation, endpoint);
            throw failure;
        }
    }

    /** Abandons the operation, because {@code failOnErrors} was reached or the time is used up. */
    private BulkResult abandon(int place) {
        BulkOperation operation = request.operations().get(place);
        undo(
                place,
                operation,
                endpoints.apply(
                        BulkOperation.Path.read(operation.path()).orElseThrow().endpoint()));
        requireTime.run();
        throw conflict("The operation refers to others in a cycle, and those were not attempted.");
    }

    private void undo(int place, BulkOperation operation, BulkEndpoint endpoint) {
        made.remove(operation.bulkId().orElseThrow());
        endpoint.delete(begun.remove(place).id(), Optional.empty());
    }

    private String id(BulkOperation operation, BulkOperation.Path path) {
        return BulkReference.resolve(path.id().orElseThrow(() -> wrongPath(operation)), this::idOf);
    }

    private BulkOperation resolved(BulkOperation operation) {
        return operation.with(BulkReference.resolve(operation.data(), this::idOf));
    }

    /** Returns the PATCH message. The data may be a bare array of operations, as in an example of RFC 7644 section 3.7. */
    private static ObjectNode patch(BulkOperation operation) {
        return operation.data() instanceof ArrayNode operations
                ? JsonNodeFactory.instance.objectNode().set("Operations", operations)
                : operation.object();
    }

    private String idOf(String bulkId) {
        if (!plan.makers().containsKey(bulkId)) {
            throw new ScimProblem(
                    Type.INVALID_VALUE, "'bulkId:" + bulkId + "' is the bulkId of no POST of this request.");
        }
        return Optional.ofNullable(made.get(bulkId))
                .orElseThrow(() -> conflict("The operation refers to 'bulkId:" + bulkId + "', which was not created."));
    }

    /** Returns the location of an operation's resource; empty if it does not exist. */
    private Optional<String> location(BulkOperation operation) {
        return BulkOperation.Path.read(operation.path())
                .filter(path -> !operation.isPost())
                .flatMap(path -> path.id()
                        .map(id -> BulkReference.resolve(id, bulkId -> made.getOrDefault(bulkId, "bulkId:" + bulkId)))
                        .map(id -> baseUrl + "/" + path.endpoint() + "/" + id));
    }

    private static ScimProblem wrongPath(BulkOperation operation) {
        return malformed(
                operation.isPost()
                        ? "path must be that of a resource endpoint, such as /Users."
                        : "path must be that of a resource, such as /Users/ and its id.");
    }

    private static ScimProblem malformed(String detail) {
        return new ScimProblem(Type.INVALID_SYNTAX, detail);
    }

    private static ClientErrorException conflict(String detail) {
        return new ClientErrorException(detail, Status.CONFLICT);
    }
}
