package io.rollcall.server.scim.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Execution order of a bulk request's operations: the client's order, except that an operation runs after those whose bulkId it
 * references (RFC 7644 sections 3.7.1 and 3.7.2). In a cycle, one resource is created without its references, which are added
 * later. Operations are identified by their position in the request.
 *
 * @param makers position of the operation that creates the resource of each bulkId: the first POST with it
 */
record BulkPlan(List<Step> steps, Map<String, Integer> makers) {
    /** Part of an operation that a step executes. */
    enum Part {
        WHOLE,
        BEGINNING,
        REST
    }

    /** An operation or a part of it. */
    record Step(int place, Part part) {}

    static BulkPlan of(List<BulkOperation> operations) {
        Map<String, Integer> makers = makers(operations);
        List<Set<Integer>> needs = operations.stream()
                .map(operation -> makersOf(BulkReference.in(operation), makers))
                .toList();
        return new BulkPlan(new BulkSequence(needs).steps(), makers);
    }

    private static Map<String, Integer> makers(List<BulkOperation> operations) {
        Map<String, Integer> makers = new HashMap<>();
        for (int place = 0; place < operations.size(); place++) {
            BulkOperation operation = operations.get(place);
            if (operation.isPost() && operation.bulkId().isPresent()) {
                makers.putIfAbsent(operation.bulkId().get(), place);
            }
        }
        return makers;
    }

    private static Set<Integer> makersOf(Set<String> bulkIds, Map<String, Integer> makers) {
        return bulkIds.stream().map(makers::get).filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
