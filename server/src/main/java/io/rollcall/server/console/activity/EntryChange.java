package io.rollcall.server.console.activity;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.console.page.ConsoleTexts;
import io.rollcall.server.console.page.TruncatedJson;
import java.util.List;

/** An attribute that changed. @param before what it was, blank for nothing; {@code after} what it is */
record EntryChange(String attribute, String before, String after) {
    /** @param beginning of the changes as an entry holds them */
    static List<EntryChange> read(TruncatedJson beginning, ConsoleTexts texts) {
        return beginning.object().properties().stream()
                .map(change -> new EntryChange(
                        change.getKey(),
                        words(change.getValue().path("before"), texts),
                        words(change.getValue().path("after"), texts)))
                .toList();
    }

    private static String words(JsonNode value, ConsoleTexts texts) {
        if (value.isObject() && value.size() == 1 && value.path("omitted").isTextual()) {
            return texts.get("entry.omitted", value.path("omitted").asText());
        }
        return value.isTextual() ? value.asText() : value.isMissingNode() ? "" : value.toPrettyString();
    }
}
