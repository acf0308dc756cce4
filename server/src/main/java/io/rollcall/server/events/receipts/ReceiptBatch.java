package io.rollcall.server.events.receipts;

import io.rollcall.server.events.receipts.Offboarding.Receipt;
import io.rollcall.server.events.receipts.Offboarding.Request;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Offboardings whose receipts are in memory together: as many as {@link #MAX_RECEIPTS} permits.
 *
 * @param receipts by the position of the event, oldest first
 */
record ReceiptBatch(List<Request> requests, Map<Long, List<Receipt>> receipts) {
    /** Receipts in memory; more than all receivers of one offboarding. */
    static final int MAX_RECEIPTS = 5_000;

    /** Offboardings whose receipts one statement reads. */
    private static final int MAX_REQUESTS = 100;

    private static final Comparator<Receipt> OLDEST_FIRST = Comparator.comparing(Receipt::acknowledged)
            .thenComparing(Receipt::kind)
            .thenComparing(Receipt::name);

    /** Statement that returns up to {@code limit} receipts of some offboardings. */
    interface Statement {
        List<Receipt> list(Collection<Long> positions, int limit);
    }

    /** Returns the first of these offboardings, one at least, with their receipts. */
    static ReceiptBatch read(List<Request> requests, Statement statement) {
        int count = Math.min(requests.size(), MAX_REQUESTS);
        List<Receipt> found = list(requests.subList(0, count), statement);
        while (found.size() > MAX_RECEIPTS && count > 1) {
            count /= 2;
            found = list(requests.subList(0, count), statement);
        }
        return new ReceiptBatch(
                requests.subList(0, count),
                found.stream().sorted(OLDEST_FIRST).collect(Collectors.groupingBy(Receipt::position)));
    }

    private static List<Receipt> list(List<Request> requests, Statement statement) {
        return statement.list(requests.stream().map(Request::position).toList(), MAX_RECEIPTS + 1);
    }

    List<Receipt> of(Request request) {
        return receipts.getOrDefault(request.position(), List.of());
    }
}
