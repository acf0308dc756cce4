package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Result of an import or a dry run.
 *
 * @param problems the first of those that were refused, in the order of the file
 * @param managersMapped how many managers have another id here than in the file
 * @param managersSkipped how many managers were not found, so that the user's own stays
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

    /** How many lines were read. */
    public long lines() {
        return created + changed + unchanged + refused;
    }

    /**
     * Why a line of a file was not imported, or not wholly.
     *
     * @param line its number, from 1
     * @param detail cause and remedy, for the person who corrects the file
     */
    public record Problem(long line, String detail) {}
}
