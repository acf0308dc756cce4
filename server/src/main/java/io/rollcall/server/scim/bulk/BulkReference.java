package io.rollcall.server.scim.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References of the form {@code bulkId:} and another operation's bulkId, in place of the id of the resource it creates (RFC
 * 7644 section 3.7.2).
 */
final class BulkReference {
    /** Matches a whole text, or the last segment of a path or URL. */
    private static final Pattern REFERENCE = Pattern.compile("(?<=^|/)bulkId:([^/]+)$");

    private BulkReference() {}

    /** Returns the bulkIds that the operation references in its path and data. */
    static Set<String> in(BulkOperation operation) {
        Set<String> bulkIds = new LinkedHashSet<>();
        UnaryOperator<String> noted = bulkId -> {
            bulkIds.add(bulkId);
            return bulkId;
        };
        resolve(operation.path(), noted);
        resolve(operation.data(), noted);
        return bulkIds;
    }

    /** Returns the text with the reference replaced. @param ids returns the id of a bulkId */
    static String resolve(String text, UnaryOperator<String> ids) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.find() ? text.substring(0, reference.start()) + ids.apply(reference.group(1)) : text;
    }

    /** Returns a copy with ids in place of references. */
    static JsonNode resolve(JsonNode data, UnaryOperator<String> ids) {
        if (data instanceof ObjectNode object) {
            ObjectNode resolved = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> resolved.set(member.getKey(), resolve(member.getValue(), ids)));
            return resolved;
        }
        if (data instanceof ArrayNode array) {
            ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> resolved.add(resolve(element, ids)));
            return resolved;
        }
        return data.isTextual() ? TextNode.valueOf(resolve(data.textValue(), ids)) : data;
    }

    /** Returns a copy without members and elements that reference an unknown bulkId. */
    static JsonNode without(JsonNode data, Predicate<String> unknown) {
        if (data instanceof ObjectNode object) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            object.properties().stream()
                    .filter(member -> !refers(member.getValue(), unknown))
                    .forEach(member -> kept.set(member.getKey(), without(member.getValue(), unknown)));
            return kept;
        }
        if (data instanceof ArrayNode array) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> {
                if (!refers(element, unknown)) {
                    kept.add(without(element, unknown));
                }
            });
            return kept;
        }
        return data;
    }

    private static boolean refers(JsonNode value, Predicate<String> unknown) {
        Matcher reference = REFERENCE.matcher(value.isTextual() ? value.textValue() : "");
        return reference.find() && unknown.test(reference.group(1));
    }
}
