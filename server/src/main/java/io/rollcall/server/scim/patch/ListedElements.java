package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Elements listed in the value of a remove. An element matches if it has all members of a listed one. */
final class ListedElements {
    private static final String VALUE = "value";

    private final Map<String, List<JsonNode>> byValue = new HashMap<>();
    private final List<JsonNode> withoutValue = new ArrayList<>();

    /** @param listed objects, or the values of an attribute without sub-attributes */
    ListedElements(List<JsonNode> listed) {
        listed.forEach(element -> candidates(element).add(element));
    }

    private List<JsonNode> candidates(JsonNode listed) {
        JsonNode value = listed.path(VALUE);
        return value.isTextual() ? byValue.computeIfAbsent(value.textValue(), text -> new ArrayList<>()) : withoutValue;
    }

    boolean include(JsonNode element) {
        JsonNode value = element.path(VALUE);
        return value.isTextual() && anyIn(byValue.getOrDefault(value.textValue(), List.of()), element)
                || anyIn(withoutValue, element);
    }

    /** Returns the maximum number of comparisons per element. */
    int comparisons() {
        return 1
                + members(withoutValue)
                + byValue.values().stream()
                        .mapToInt(ListedElements::members)
                        .max()
                        .orElse(0);
    }

    private static int members(List<JsonNode> listed) {
        return listed.stream().mapToInt(element -> Math.max(1, element.size())).sum();
    }

    private static boolean anyIn(List<JsonNode> listed, JsonNode element) {
        for (JsonNode one : listed) {
            if (contains(element, one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode element, JsonNode listed) {
        if (!listed.isObject()) {
            return listed.equals(element);
        }
        for (Map.Entry<String, JsonNode> member : listed.properties()) {
            if (!member.getValue().equals(element.get(member.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
