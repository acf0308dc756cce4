package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.JsonPath;
import java.util.Optional;

/** One step of a PATCH, already checked against the schemas; it may run again on another document. */
@FunctionalInterface
interface Change {

    void applyTo(ObjectNode document);

    /** How often it looks at each element of an attribute. */
    default int comparisons() {
        return 1;
    }

    /** The same, which looks at each element so many times. */
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

    /** Sets what is at the place to a copy of the value, or unassigns it. */
    static Change assign(JsonPath place, Optional<JsonNode> value) {
        return document -> place.put(document, value.map(JsonNode::deepCopy));
    }

    /** Sets the id in a reference, or unassigns it; whatever was said of another User goes with that User's id. */
    static Change refer(JsonPath reference, Optional<JsonNode> id) {
        return document -> {
            if (!reference.sub("value").find(document).equals(id)) {
                reference.put(
                        document,
                        id.map(value -> JsonNodeFactory.instance.objectNode().set("value", value)));
            }
        };
    }

    /** Changes the elements of a multi-valued attribute, which may have none yet. */
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
