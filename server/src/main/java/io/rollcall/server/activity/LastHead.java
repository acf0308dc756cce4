package io.rollcall.server.activity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.audit.chain.Head;
import java.util.Optional;

/** End of the chain of an organization that is being deleted, for the audit log. */
public record LastHead(Optional<Head> head) {
    static LastHead of(Optional<Head> head) {
        return new LastHead(head);
    }

    /** Returns the number of chained entries and the hash after the last one as a JSON object; empty if there are none. */
    public String json() {
        return node().toString();
    }

    /** Returns the same JSON with the export and the number of rows. */
    public String json(Optional<String> exported, long rows) {
        ObjectNode json = node();
        exported.ifPresent(file -> json.put("exported", file));
        return json.put("rows", rows).toString();
    }

    private ObjectNode node() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        head.ifPresent(end -> json.put("chainPosition", end.position())
                .put("chainHash", end.hash().toString()));
        return json;
    }
}
