package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.scimple.protocol.MessageUrn;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Parameters of a list, from the query or the body of {@code /.search} (RFC 7644 sections 3.4.2 and 3.4.3, RFC 9865 section 2).
 *
 * @param cursor empty text to begin paging by cursor
 */
public record SearchRequest(
        Optional<String> filter,
        Optional<String> sortBy,
        Optional<String> sortOrder,
        OptionalInt startIndex,
        OptionalInt count,
        Optional<String> cursor,
        List<String> attributes,
        List<String> excludedAttributes) {
    private static final String MESSAGE = MessageUrn.SEARCH;
    private static final Set<String> LISTS = Set.of("attributes", "excludedattributes");
    private static final Set<String> TEXTS = Set.of("filter", "sortby", "sortorder", "startindex", "count", "cursor");

    /** Any whole number, also far out of range. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}");

    private static final BigInteger MIN_COUNT = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger MAX_COUNT = BigInteger.valueOf(Integer.MAX_VALUE);

    public SearchRequest {
        if (cursor.isPresent() && startIndex.isPresent()) {
            throw new ScimProblem(
                    Type.INVALID_VALUE,
                    "\"startIndex\" and \"cursor\" are different ways of paging. Send only one of them.");
        }
    }

    public static SearchRequest ofQuery(MultivaluedMap<String, String> query) {
        Map<String, List<String>> said = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        query.forEach((name, values) -> add(said, name, values));
        return of(said);
    }

    public static SearchRequest ofBody(ObjectNode body) {
        Map<String, List<String>> said = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        body.properties().forEach(member -> read(said, member.getKey(), member.getValue()));
        return of(said);
    }

    private static void add(Map<String, List<String>> said, String name, List<String> values) {
        said.computeIfAbsent(name, unsaid -> new ArrayList<>()).addAll(values);
    }

    private static void read(Map<String, List<String>> said, String name, JsonNode value) {
        String plain = name.toLowerCase(Locale.ROOT);
        if (plain.equals("schemas")) {
            ScimMessage.requireSchema(MESSAGE, value);
        } else if (LISTS.contains(plain)) {
            add(said, name, value.isArray() ? elements(name, value) : text(name, value));
        } else if (TEXTS.contains(plain)) {
            add(said, name, text(name, value));
        }
    }

    private static List<String> elements(String name, JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isTextual()) {
                throw new ScimProblem(Type.INVALID_SYNTAX, "\"" + name + "\" may only contain names of attributes.");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    private static List<String> text(String name, JsonNode value) {
        if (value.isContainerNode()) {
            throw new ScimProblem(Type.INVALID_SYNTAX, "\"" + name + "\" must be a text or a number.");
        }
        return value.isNull() ? List.of() : List.of(value.asText());
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
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!NUMBER.matcher(text.get()).matches()) {
            throw new ScimProblem(problem, "\"" + name + "\" must be a whole number, not \"" + text.get() + "\".");
        }
        BigInteger number = new BigInteger(text.get());
        return OptionalInt.of(number.min(MAX_COUNT).max(MIN_COUNT).intValue());
    }
}
