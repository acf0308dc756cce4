package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.JsonPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A User's document during a PATCH, with the indexes and folded texts that later changes reuse. */
final class PatchedDocument {
    private final ObjectNode json;
    private final FoldedTexts texts = new FoldedTexts();
    private final Map<JsonPath, Elements> attributes = new HashMap<>();

    PatchedDocument(ObjectNode json) {
        this.json = json;
    }

    ObjectNode json() {
        return json;
    }

    /** Returns the cache of folded texts. */
    FoldedTexts texts() {
        return texts;
    }

    /** Changes the elements of a multi-valued attribute, with the index of an earlier change if the array is still the same. */
    void change(JsonPath place, Consumer<Elements> change) {
        Optional<JsonNode> stored = place.find(json);
        Elements elements = attributes.compute(
                place, (same, kept) -> kept != null && kept.isOf(stored) ? kept : new Elements(stored, texts));
        change.accept(elements);
        if (!elements.isOf(place.find(json))) {
            place.put(json, elements.array());
        }
    }
}
