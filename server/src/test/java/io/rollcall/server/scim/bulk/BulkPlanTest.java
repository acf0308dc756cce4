package io.rollcall.server.scim.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.scim.TestJson;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Operations run in the client's sequence, except that what is referred to comes first (RFC 7644 section 3.7.1). */
class BulkPlanTest {
    @Test
    void keepsTheClientsSequence() {
        assertThat(plan(post("c"), post("a"), post("b", "c")).sequence()).containsExactly(0, 1, 2);
    }

    @Test
    void putsWhatIsReferredToFirst() {
        BulkPlan plan = plan(post("a", "b"), post("x"), post("b", "c"), post("c"), post("y"));

        assertThat(plan.sequence()).containsExactly(1, 3, 2, 0, 4);
        assertThat(plan.circular()).isEmpty();
    }

    @Test
    void findsCirclesAndWhoWaitsForThem() {
        BulkPlan plan = plan(post("a", "b"), post("b", "a"), post("waits", "a"), post("free"), post("self", "self"));

        assertThat(plan.sequence()).containsExactly(3, 0, 1, 2, 4);
        assertThat(plan.circular()).containsExactly(0, 1, 2, 4);
    }

    @Test
    void readsReferencesInPaths() {
        BulkPlan plan =
                plan("{'method':'DELETE','path':'/Users/bulkId:a'}", "{'method':'PATCH','path':'/Users/7'}", post("a"));

        assertThat(plan.sequence()).containsExactly(1, 2, 0);
    }

    @Test
    void waitsForNobodyThatDoesNotExist() {
        assertThat(plan(post("a", "nobody")).circular()).isEmpty();
    }

    @Test
    void untanglesALongChainGivenBackwards() {
        String[] chain = IntStream.range(0, 10_000)
                .mapToObj(number -> post("u" + number, "u" + (number + 1)))
                .toArray(String[]::new);

        BulkPlan plan = plan(chain);
        assertThat(plan.circular()).isEmpty();
        assertThat(plan.sequence()).startsWith(9_999, 9_998).endsWith(1, 0);
    }

    private static String post(String bulkId, String... references) {
        String values = List.of(references).stream()
                .map(reference -> "{'value':'bulkId:" + reference + "'}")
                .collect(Collectors.joining(","));
        return "{'method':'POST','path':'/Users','bulkId':'%s','data':{'refs':[%s]}}".formatted(bulkId, values);
    }

    private static BulkPlan plan(String... operations) {
        return BulkPlan.of(List.of(operations).stream()
                .map(TestJson::json)
                .map(BulkOperation::read)
                .toList());
    }
}
