package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.protocol.ScimProblem;
import io.rollcall.server.scim.protocol.ScimProblem.Type;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a client asks of a list, in a query or in the body of {@code /.search} (RFC 7644 sections 3.4.2 and 3.4.3, RFC 9865
 * section 2).
 *
 * @param cursor empty text for the first page by cursor
 */
record SearchRequest(
        Optional<String> filter,
        Optional<String> sortBy,
        Optional<String> sortOrder,
        OptionalInt startIndex,
        OptionalInt count,
        Optional<String> cursor,
        List<String> attributes,
        List<String> excludedAttributes) {
    private static final Set<String> LISTS = Set.of("attributes", "excludedattributes");

    SearchRequest {
        if (cursor.isPresent() && startIndex.isPresent()) {
            throw new ScimProblem(
                    Type.INVALID_VALUE, "\"startIndex\" and \"cursor\" ask for two ways of paging. Send one of them.");
        }
    }

    static SearchRequest ofQuery(MultivaluedMap<String, String> query) {
        Map<String, List<String>> said = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        query.forEach((name, values) -> add(said, name, values));
        return of(said);
    }

    static SearchRequest ofBody(ObjectNode body) {
        Map<String, List<String>> said = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        body.properties().forEach(member -> add(said, member.getKey(), texts(member.getKey(), member.getValue())));
        return of(said);
    }

    private static void add(Map<String, List<String>> said, String name, List<String> values) {
        said.computeIfAbsent(name, unsaid -> new ArrayList<>()).addAll(values);
    }

    private static List<String> texts(String name, JsonNode value) {
        if (value.isNull()) {
            return List.of();
        }
        if (value.isArray() && (name.equalsIgnoreCase("schemas") || LISTS.contains(name.toLowerCase(Locale.ROOT)))) {
            List<String> texts = new ArrayList<>();
            value.forEach(element -> texts.add(element.asText()));
            return texts;
        }
        if (value.isContainerNode()) {
            throw new ScimProblem(Type.INVALID_SYNTAX, "\"" + name + "\" must be a text or a number.");
        }
        return List.of(value.asText());
    }

    private static SearchRequest of(Map<String, List<String>> said) {
        return new SearchRequest(
                one(said, "filter").filter(text -> !text.isBlank()),
                one(said, "sortBy").filter(text -> !text.isBlank()).map(String::strip),
                one(said, "sortOrder").filter(text -> !text.isBlank()).map(String::strip),
                number(said, "startIndex", Type.INVALID_VALUE),
                number(said, "count", Type.INVALID_COUNT),
                one(said, "cursor"),
                said.getOrDefault("attributes", List.of()),
                said.getOrDefault("excludedAttributes", List.of()));
    }

    private static Optional<String> one(Map<String, List<String>> said, String name) {
        List<String> values = said.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new ScimProblem(
                    Type.INVALID_VALUE, "\"" + name + "\" is there " + values.size() + " times. Send it once.");
        }
        return values.stream().findFirst();
    }

    private static OptionalInt number(Map<String, List<String>> said, String name, Type problem) {
        Optional<String> text = one(said, name).map(String::strip).filter(value -> !value.isEmpty());
        try {
            return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
        } catch (NumberFormatException noNumber) {
            throw new ScimProblem(problem, "\"" + name + "\" must be a whole number, not \"" + text.get() + "\".");
        }
    }
}
