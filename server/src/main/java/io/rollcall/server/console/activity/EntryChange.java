package io.rollcall.server.console.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.console.page.Texts;
import java.util.List;

/** An attribute that changed. @param before what it was, blank for nothing; {@code after} what it is */
record EntryChange(String attribute, String before, String after) {
    private static final JsonMapper JSON = new JsonMapper();

    /** @param changes as an entry holds them */
    static List<EntryChange> read(String changes, Texts texts) {
        if (changes.isEmpty()) {
            return List.of();
        }
        try {
            return JSON.readTree(changes).properties().stream()
                    .map(change -> new EntryChange(
                            change.getKey(),
                            words(change.getValue().path("before"), texts),
                            words(change.getValue().path("after"), texts)))
                    .toList();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("not changes of ours", broken);
        }
    }

    private static String words(JsonNode value, Texts texts) {
        if (value.isObject() && value.size() == 1 && value.path("omitted").isTextual()) {
            return texts.get("entry.omitted", value.path("omitted").asText());
        }
        return value.isTextual() ? value.asText() : value.isMissingNode() ? "" : value.toPrettyString();
    }
}
