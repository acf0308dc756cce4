package io.rollcall.server.scim.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * In which sequence operations are carried out: the client's, but none before those to whose bulkId it refers (RFC 7644
 * sections 3.7.1 and 3.7.2). Operations are named by their place in the request.
 *
 * @param sequence all operations; the circular ones come last
 * @param circular those that wait for one another in a circle, and those that wait for them
 * @param makers the operation that makes the resource of each bulkId: the first POST that has it
 */
record BulkPlan(List<Integer> sequence, Set<Integer> circular, Map<String, Integer> makers) {

    static BulkPlan of(List<BulkOperation> operations) {
        Map<String, Integer> makers = makers(operations);
        List<List<Integer>> waiting =
                operations.stream().<List<Integer>>map(any -> new ArrayList<>()).toList();
        int[] awaited = new int[operations.size()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int place = 0; place < awaited.length; place++) {
            int waits = place;
            Set<Integer> needed = makersOf(BulkReference.in(operations.get(place)), makers);
            needed.forEach(maker -> waiting.get(maker).add(waits));
            awaited[place] = needed.size();
            if (needed.isEmpty()) {
                ready.add(place);
            }
        }
        Set<Integer> sequence = new LinkedHashSet<>();
        while (!ready.isEmpty()) {
            int done = ready.remove();
            sequence.add(done);
            waiting.get(done).stream().filter(waits -> --awaited[waits] == 0).forEach(ready::add);
        }
        Set<Integer> circular = IntStream.range(0, awaited.length)
                .boxed()
                .filter(place -> !sequence.contains(place))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Integer> all = new ArrayList<>(sequence);
        all.addAll(circular);
        return new BulkPlan(all, circular, makers);
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
