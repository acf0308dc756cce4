package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Result of an import or a dry run.
 *
 * @param problems the first problems, in the order of the file
 * @param managersMapped number of managers whose id differs from the one in the file
 * @param managersSkipped number of managers that were not found, so that the stored ones are kept
 * @param skippedManagers the first of these
 */
public record ImportReport(
        long created,
        long changed,
        long unchanged,
        long refused,
        List<Problem> problems,
        long managersMapped,
        long managersSkipped,
        List<Problem> skippedManagers) {
    public ImportReport {
        problems = List.copyOf(problems);
        skippedManagers = List.copyOf(skippedManagers);
    }

    /** Returns the numbers as a JSON object, for the audit log; those of managers if there are any. */
    String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("created", created)
                .put("changed", changed)
                .put("unchanged", unchanged)
                .put("refused", refused);
        if (managersMapped + managersSkipped > 0) {
            json.put("managersMapped", managersMapped).put("managersSkipped", managersSkipped);
        }
        return json.toString();
    }

    /** Returns the number of lines read. */
    public long lines() {
        return created + changed + unchanged + refused;
    }

    /**
     * Reason why a line was not imported, or only in part.
     *
     * @param line its number, from 1
     * @param detail cause and remedy, for the person who corrects the file
     */
    public record Problem(long line, String detail) {}
}
