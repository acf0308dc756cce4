package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.JsonPath;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Step of a PATCH, already validated against the schemas. It may be applied to more than one document.
 *
 * @param comparisons number of comparisons per element of an attribute
 * @param index attribute whose elements are found by their identities; consecutive changes share the index
 */
record Change(Effect effect, int comparisons, Optional<JsonPath> index) {

    /** Effect of a change. */
    @FunctionalInterface
    interface Effect {
        void applyTo(PatchedDocument document);
    }

    static Change of(Effect effect) {
        return new Change(effect, 1, Optional.empty());
    }

    /** Returns a change without effect. */
    static Change none() {
        return of(document -> {});
    }

    /** Returns a change that sets the path to a copy of the value; an empty value unassigns it. */
    static Change assign(JsonPath place, Optional<JsonNode> value) {
        return of(document -> place.put(document.json(), value.map(JsonNode::deepCopy)));
    }

    /**
     * Returns a change that sets or unassigns the id in a reference. The reference's other members are removed with the old id,
     * since they describe the old User.
     */
    static Change refer(JsonPath reference, Optional<JsonNode> id) {
        return of(patched -> {
            ObjectNode document = patched.json();
            if (!reference.sub("value").find(document).equals(id)) {
                reference.put(
                        document,
                        id.map(value -> JsonNodeFactory.instance.objectNode().set("value", value)));
            }
        });
    }

    /** Returns a change of a multi-valued attribute's elements, which may be none so far. */
    static Change elements(JsonPath place, Consumer<Elements> change) {
        return of(document -> document.change(place, change));
    }

    void applyTo(PatchedDocument document) {
        effect.applyTo(document);
    }

    /** Returns the same change with this number of comparisons per element. */
    Change comparing(int times) {
        return new Change(effect, times, index);
    }

    /** Returns the same change, which uses the index of that attribute. */
    Change indexing(JsonPath attribute) {
        return new Change(effect, comparisons, Optional.of(attribute));
    }

    /** Returns the number of comparisons per element if this change follows the other. */
    int comparisonsAfter(Change before) {
        return index.isPresent() && index.equals(before.index) ? 0 : comparisons;
    }
}
