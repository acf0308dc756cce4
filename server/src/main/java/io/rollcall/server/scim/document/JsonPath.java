package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Path of a single value in a User's JSON, as member names; it never leads through an array. */
public record JsonPath(List<String> members) {
    public JsonPath {
        members = List.copyOf(members);
    }

    public static JsonPath of(AttributePath path) {
        return new JsonPath(path.members());
    }

    public JsonPath sub(String name) {
        return new JsonPath(Stream.concat(members.stream(), Stream.of(name)).toList());
    }

    public Optional<JsonNode> find(ObjectNode document) {
        JsonNode node = document;
        for (String member : members) {
            node = node.path(member);
        }
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    /** Sets the value at this path, creating objects on the way; an empty value removes it. */
    public void put(ObjectNode document, Optional<JsonNode> value) {
        value.ifPresentOrElse(present -> parent(document).set(last(), present), () -> remove(document));
    }

    private ObjectNode parent(ObjectNode document) {
        ObjectNode parent = document;
        for (String member : outer()) {
            parent = parent.get(member) instanceof ObjectNode existing ? existing : parent.putObject(member);
        }
        return parent;
    }

    private void remove(ObjectNode document) {
        new JsonPath(outer()).find(document).ifPresent(parent -> ((ObjectNode) parent).remove(last()));
    }

    private List<String> outer() {
        return members.subList(0, members.size() - 1);
    }

    private String last() {
        return members.get(members.size() - 1);
    }
}
