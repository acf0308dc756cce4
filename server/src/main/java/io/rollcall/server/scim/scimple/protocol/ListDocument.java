package io.rollcall.server.scim.scimple.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A list response: one page of resources and where it lies in the whole (RFC 7644 section 3.4.2, RFC 9865 section 2).
 *
 * @param totalResults of all pages together
 * @param startIndex the place of the first resource, counted from 1; empty where the client pages by cursor
 * @param nextCursor empty on the last page
 * @param previousCursor empty on the first page, and where one cannot page backwards
 */
public record ListDocument(
        long totalResults,
        OptionalLong startIndex,
        Optional<String> nextCursor,
        Optional<String> previousCursor,
        List<JsonNode> resources) {
    /** The message's URN. */
    public static final String URN = MessageUrn.LIST;

    public ListDocument {
        resources = List.copyOf(resources);
    }

    /** All there is, on one page. */
    public static ListDocument all(Collection<? extends JsonNode> resources) {
        return page(resources.size(), 1, resources);
    }

    /** A page found by its index (RFC 7644 section 3.4.2.4). */
    public static ListDocument page(long totalResults, long startIndex, Collection<? extends JsonNode> resources) {
        return new ListDocument(
                totalResults, OptionalLong.of(startIndex), Optional.empty(), Optional.empty(), List.copyOf(resources));
    }

    /** A page found by its cursor (RFC 9865 section 2). */
    public static ListDocument page(
            long totalResults,
            Optional<String> previousCursor,
            Optional<String> nextCursor,
            Collection<? extends JsonNode> resources) {
        return new ListDocument(totalResults, OptionalLong.empty(), nextCursor, previousCursor, List.copyOf(resources));
    }

    /** The message as JSON; {@code Resources} is there even when empty, since clients read it without asking. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(URN);
        json.put("totalResults", totalResults);
        startIndex.ifPresent(index -> json.put("startIndex", index));
        json.put("itemsPerPage", resources.size());
        previousCursor.ifPresent(cursor -> json.put("previousCursor", cursor));
        nextCursor.ifPresent(cursor -> json.put("nextCursor", cursor));
        json.putArray("Resources").addAll(resources);
        return json;
    }
}
