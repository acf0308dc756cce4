package io.rollcall.server.console.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** An attribute that changed. @param before what it was, blank for nothing; {@code after} what it is */
record EntryChange(String attribute, String before, String after) {
    private static final JsonMapper JSON = new JsonMapper();

    /** @param changes as an entry holds them */
    static List<EntryChange> read(String changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        try {
            return JSON.readTree(changes).properties().stream()
                    .map(change -> new EntryChange(
                            change.getKey(),
                            words(change.getValue().path("before")),
                            words(change.getValue().path("after"))))
                    .toList();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("not changes of ours", broken);
        }
    }

    private static String words(JsonNode value) {
        return value.isTextual() ? value.asText() : value.isMissingNode() ? "" : value.toPrettyString();
    }
}
