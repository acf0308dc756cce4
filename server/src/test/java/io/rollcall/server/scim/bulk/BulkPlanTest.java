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
        assertThat(steps(post("c"), post("a"), post("b", "c"))).containsExactly("WHOLE 0", "WHOLE 1", "WHOLE 2");
    }

    @Test
    void putsWhatIsReferredToFirst() {
        assertThat(steps(post("a", "b"), post("x"), post("b", "c"), post("c"), post("y")))
                .containsExactly("WHOLE 1", "WHOLE 3", "WHOLE 2", "WHOLE 0", "WHOLE 4");
    }

    @Test
    void beginsOneOfACircleWithoutTheOthers() {
        assertThat(steps(post("waits", "a"), post("a", "b"), post("b", "c"), post("c", "a"), post("free")))
                .containsExactly("WHOLE 4", "BEGINNING 1", "WHOLE 0", "WHOLE 3", "WHOLE 2", "REST 1");
    }

    @Test
    void beginsAnOperationThatRefersToItself() {
        assertThat(steps(post("self", "self"), post("waits", "self")))
                .containsExactly("BEGINNING 0", "REST 0", "WHOLE 1");
    }

    @Test
    void untanglesCirclesInsideEachOther() {
        assertThat(steps(post("a", "b", "c"), post("b", "a"), post("c", "a", "b")))
                .containsExactly("BEGINNING 0", "WHOLE 1", "WHOLE 2", "REST 0");
    }

    @Test
    void readsReferencesInPaths() {
        assertThat(steps(
                        "{'method':'DELETE','path':'/Users/bulkId:a'}",
                        "{'method':'PATCH','path':'/Users/7'}",
                        post("a")))
                .containsExactly("WHOLE 1", "WHOLE 2", "WHOLE 0");
    }

    @Test
    void waitsForNobodyThatDoesNotExist() {
        assertThat(steps(post("a", "nobody"))).containsExactly("WHOLE 0");
    }

    @Test
    void untanglesALongChainGivenBackwards() {
        String[] chain = IntStream.range(0, 10_000)
                .mapToObj(number -> post("u" + number, "u" + (number + 1)))
                .toArray(String[]::new);

        assertThat(steps(chain)).startsWith("WHOLE 9999", "WHOLE 9998").endsWith("WHOLE 1", "WHOLE 0");
    }

    private static String post(String bulkId, String... references) {
        String values = List.of(references).stream()
                .map(reference -> "{'value':'bulkId:" + reference + "'}")
                .collect(Collectors.joining(","));
        return "{'method':'POST','path':'/Users','bulkId':'%s','data':{'refs':[%s]}}".formatted(bulkId, values);
    }

    private static List<String> steps(String... operations) {
        BulkPlan plan = BulkPlan.of(List.of(operations).stream()
                .map(TestJson::json)
                .map(BulkOperation::read)
                .toList());
        return plan.steps().stream()
                .map(step -> step.part() + " " + step.place())
                .toList();
    }
}
