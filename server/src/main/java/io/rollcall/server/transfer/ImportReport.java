package io.rollcall.server.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param problems the first of those that were refused, in the order of the file
 */
public record ImportReport(long created, long changed, long unchanged, long refused, List<LineProblem> problems) {
    public ImportReport {
        problems = List.copyOf(problems);
    }

    /** Returns the numbers as a JSON object, for the audit log. */
    String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("created", created)
                .put("changed", changed)
                .put("unchanged", unchanged)
                .put("refused", refused)
                .toString();
    }

    /** How many lines were read. */
    public long lines() {
        return created + changed + unchanged + refused;
    }
}
