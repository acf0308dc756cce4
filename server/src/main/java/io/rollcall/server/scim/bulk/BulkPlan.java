package io.rollcall.server.scim.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In which sequence operations are carried out: the client's, but none before those to whose bulkId it refers (RFC 7644
 * sections 3.7.1 and 3.7.2). Where operations refer to each other in a circle, one of them is begun without what it refers
 * to, and gets the rest once it exists. Operations are named by their position in the request.
 *
 * @param makers the operation that makes the resource of each bulkId: the first POST that has it
 */
record BulkPlan(List<Step> steps, Map<String, Integer> makers) {
    /** How much of an operation a step carries out. */
    enum Part {
        WHOLE,
        BEGINNING,
        REST
    }

    /** One operation, or a part of it. */
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
