package io.rollcall.server.scim.scimple.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

    /** End of a message after its resources. */
    public static final String END = "]}";

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

    /** Returns the position of a page whose resources are written as text. */
    public static ListDocument withoutResources(
            long totalResults, OptionalInt startIndex, Optional<String> previousCursor, Optional<String> nextCursor) {
        OptionalLong index = startIndex.isPresent() ? OptionalLong.of(startIndex.getAsInt()) : OptionalLong.empty();
        return new ListDocument(totalResults, index, nextCursor, previousCursor, List.of());
    }

    /**
     * Appends the message up to its resources, for a writer of text. Cursors need no escapes.
     *
     * @param items number of the resources that follow, separated by commas and closed by {@link #END}
     */
    public void begin(StringBuilder text, int items) {
        text.append("{\"schemas\":[\"" + URN + "\"],\"totalResults\":").append(totalResults);
        startIndex.ifPresent(index -> text.append(",\"startIndex\":").append(index));
        text.append(",\"itemsPerPage\":").append(items);
        previousCursor.ifPresent(
                cursor -> text.append(",\"previousCursor\":\"").append(cursor).append('"'));
        nextCursor.ifPresent(
                cursor -> text.append(",\"nextCursor\":\"").append(cursor).append('"'));
        text.append(",\"Resources\":[");
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
