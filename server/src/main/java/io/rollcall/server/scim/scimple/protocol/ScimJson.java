package io.rollcall.server.scim.scimple.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.WorkingMemory;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Strict JSON parser with limits for request bodies, and writer of responses (RFC 7644 section 3.1). */
public final class ScimJson {
    /** Default nesting limit. SCIM messages need about six levels. */
    public static final int DEFAULT_DEPTH = 32;

    private static final int TEXT_LENGTH = 1_000_000;
    private static final int NAME_LENGTH = 1_000;
    private static final int NUMBER_LENGTH = 100;

    private final int depth;
    private final WorkingMemory memory;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    public ScimJson() {
        this(DEFAULT_DEPTH);
    }

    /** @param depth maximum nesting of objects and arrays */
    public ScimJson(int depth) {
        this(depth, WorkingMemory.ofHeap());
    }

    /** @param memory budget for parsing stored texts; memory for request bodies is reserved by the HTTP server */
    public ScimJson(int depth, WorkingMemory memory) {
        this.depth = depth;
        this.memory = memory;
        JsonMapper mapper = JsonMapper.builder(factory(depth))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        this.reader = mapper.readerFor(JsonNode.class);
        this.writer = mapper.writer();
    }

    private static JsonFactory factory(int depth) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(TEXT_LENGTH)
                        .maxNameLength(NAME_LENGTH)
                        .maxNumberLength(NUMBER_LENGTH)
                        .build())
                .build();
    }

    /** Returns the JSON object in a body in UTF-8; refuses anything else. */
    public ObjectNode read(byte[] body) {
        return read(() -> reader.readTree(body));
    }

    /** Reserves memory to parse a part of a body. @throws Refusal BUSY if there is not enough now */
    public void reserve(int bytes) {
        memory.reserveJson(bytes);
    }

    /** Returns the JSON object in a stored text. @throws Refusal BUSY if there is not enough memory now */
    public ObjectNode read(String text) {
        memory.reserveJson(text.length());
        return read(() -> reader.readTree(text));
    }

    public byte[] bytes(JsonNode json) {
        try {
            return writer.writeValueAsBytes(json);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public String text(JsonNode json) {
        try {
            return writer.writeValueAsString(json);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private ObjectNode read(Source source) {
        JsonNode json = parsed(source);
        if (json.isMissingNode()) {
            throw refused("The body is empty; send a JSON object.");
        }
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw refused("The body is JSON but not an object; send one in braces: {...}.");
    }

    private JsonNode parsed(Source source) {
        try {
            return source.read();
        } catch (StreamConstraintsException tooLarge) {
            throw refused(("The JSON exceeds the limits%s: at most %d levels, %d characters a text,"
                            + " %d a name and %d digits a number.")
                    .formatted(position(tooLarge), depth, TEXT_LENGTH, NAME_LENGTH, NUMBER_LENGTH));
        } catch (JsonProcessingException malformed) {
            throw refused(words(malformed) + position(malformed) + ".");
        } catch (NumberFormatException | ArithmeticException outOfRange) {
            throw refused("The JSON has a number that is too large or too small for the server to read.");
        } catch (IOException notText) {
            throw refused("The body is not valid UTF-8 text; send JSON in UTF-8.");
        }
    }

    /** Returns an error message of our own, since the parser's names its classes. */
    private static String words(JsonProcessingException malformed) {
        return malformed.getOriginalMessage().startsWith("Duplicate field")
                ? "The JSON names a member twice in one object"
                : "The body is not well-formed JSON";
    }

    private static String position(JsonProcessingException problem) {
        JsonLocation location = problem.getLocation();
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static ScimProblem refused(String detail) {
        return new ScimProblem(ScimProblem.Type.INVALID_SYNTAX, detail);
    }

    @FunctionalInterface
    private interface Source {
        JsonNode read() throws IOException;
    }
}
