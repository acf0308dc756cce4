package io.rollcall.server.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Strict JSON reader and JSON writer of the admin API. */
public final class AdminJson {
    private static final int DEPTH = 16;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private AdminJson() {}

    /** Returns the body, or throws INVALID if it is no JSON object. */
    public static StrictBody read(ContainerRequestContext request, InputStream body) {
        MediaType type = request.getMediaType();
        if (type != null && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            throw new NotSupportedException();
        }
        try {
            if (JSON.readTree(body.readAllBytes()) instanceof ObjectNode object) {
                return new StrictBody(object);
            }
        } catch (StreamConstraintsException tooLarge) {
            throw Refusal.invalid("The JSON is nested deeper than " + DEPTH + " levels, or contains a string, name or"
                    + " number that is too long" + position(tooLarge) + ".");
        } catch (JsonProcessingException malformed) {
            throw Refusal.invalid(words(malformed) + position(malformed) + ".");
        } catch (NumberFormatException | ArithmeticException outOfRange) {
            throw Refusal.invalid("The JSON contains a number outside the supported range.");
        } catch (CharConversionException noText) {
            throw Refusal.invalid("The body isn't valid UTF-8. Send JSON in UTF-8.");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw Refusal.invalid("The body must be a JSON object.");
    }

    /** Reads a body that may be left out; it has no members then. */
    static StrictBody readOptional(ContainerRequestContext request, InputStream body) {
        PushbackInputStream content = new PushbackInputStream(body);
        try {
            int first = content.read();
            if (first < 0) {
                return new StrictBody(object());
            }
            content.unread(first);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return read(request, content);
    }

    /** Returns the problem without the parser's message, which names classes. */
    private static String words(JsonProcessingException malformed) {
        return malformed.getOriginalMessage().startsWith("Duplicate field")
                ? "The JSON contains a duplicate member"
                : "The body isn't valid JSON";
    }

    private static String position(JsonProcessingException problem) {
        JsonLocation location = problem.getLocation();
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    /** Returns JSON as UTF-8. */
    public static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Parses short JSON; use {@link #splice} for long JSON. */
    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("invalid JSON written by the server", broken);
        }
    }

    /** Writes stored JSON into an object without parsing it: a tree would take many times its memory. */
    static void splice(ObjectNode json, String member, String text) {
        json.putRawValue(member, new RawValue(text));
    }

    /** Returns an empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns a list. @param next start of the next page; empty on the last one */
    static ObjectNode list(List<ObjectNode> items, Optional<String> next) {
        ObjectNode list = object();
        ArrayNode array = list.putArray("items");
        items.forEach(array::add);
        next.ifPresent(start -> list.put("next", start));
        return list;
    }
}
