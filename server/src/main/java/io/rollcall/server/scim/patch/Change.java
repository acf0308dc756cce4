package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.JsonPath;
import java.util.Optional;

/** Step of a PATCH, already validated against the schemas. It may be applied to more than one document. */
@FunctionalInterface
interface Change {

    void applyTo(ObjectNode document);

    /** Returns the number of comparisons per element of an attribute. */
    default int comparisons() {
        return 1;
    }

    /** Returns the same change with this number of comparisons per element. */
    default Change comparing(int times) {
        Change change = this;
        return new Change() {
            @Override
            public void applyTo(ObjectNode document) {
                change.applyTo(document);
            }

            @Override
            public int comparisons() {
                return times;
            }
        };
    }

    /** Returns a change without effect. */
    static Change none() {
        return document -> {};
    }

    /** Returns a change that sets the path to a copy of the value; an empty value unassigns it. */
    static Change assign(JsonPath place, Optional<JsonNode> value) {
        return document -> place.put(document, value.map(JsonNode::deepCopy));
    }

    /**
     * Returns a change that sets or unassigns the id in a reference. The reference's other members are removed with the old id,
     * since they describe the old User.
     */
    static Change refer(JsonPath reference, Optional<JsonNode> id) {
        return document -> {
            if (!reference.sub("value").find(document).equals(id)) {
                reference.put(
                        document,
                        id.map(value -> JsonNodeFactory.instance.objectNode().set("value", value)));
            }
        };
    }

    /** Returns a change of a multi-valued attribute's elements, which may be none so far. */
    static Change elements(JsonPath place, ElementsChange change) {
        return document -> {
            Elements elements = Elements.of(place.find(document));
            change.applyTo(elements);
            place.put(document, elements.array());
        };
    }

    /** Change of an attribute's elements. */
    @FunctionalInterface
    interface ElementsChange {
        void applyTo(Elements elements);
    }
}
