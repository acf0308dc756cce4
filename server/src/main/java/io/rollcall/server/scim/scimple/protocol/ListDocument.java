package io.rollcall.server.scim.scimple.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * List response: a page of resources and its position in the list (RFC 7644 section 3.4.2, RFC 9865 section 2).
 *
 * @param totalResults number of resources on all pages
 * @param startIndex number of the first resource, from 1; empty if the client pages by cursor
 * @param nextCursor empty on the last page
 * @param previousCursor empty on the first page, and if the list cannot be paged backwards
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

    /** Returns a list of all resources on one page. */
    public static ListDocument all(Collection<? extends JsonNode> resources) {
        return page(resources.size(), 1, resources);
    }

    /** Returns a page by index (RFC 7644 section 3.4.2.4). */
    public static ListDocument page(long totalResults, long startIndex, Collection<? extends JsonNode> resources) {
        return new ListDocument(
                totalResults, OptionalLong.of(startIndex), Optional.empty(), Optional.empty(), List.copyOf(resources));
    }

    /** Returns a page by cursor (RFC 9865 section 2). */
    public static ListDocument page(
            long totalResults,
            Optional<String> previousCursor,
            Optional<String> nextCursor,
            Collection<? extends JsonNode> resources) {
        return new ListDocument(totalResults, OptionalLong.empty(), nextCursor, previousCursor, List.copyOf(resources));
    }

    /** Returns the message as JSON. {@code Resources} is present even if empty, because clients rely on it. */
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
