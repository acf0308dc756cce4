package io.rollcall.server.console.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * First values of a stored JSON object. The others are counted without building a tree, which would take many times the
 * memory of their text. An omitted member has an ellipsis as its value.
 *
 * @param hidden number of omitted values
 */
public record TruncatedJson(ObjectNode object, int hidden) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ELLIPSIS = "…";
    private static final JsonNode LEFT_OUT = JSON.getNodeFactory().textNode(ELLIPSIS);
    private static final int MAX_VALUES = 300;
    private static final int MAX_LENGTH = 32 * 1024;
    private static final int MAX_LENGTH_OF_VALUE = 2_000;

    /** Returns the beginning of a JSON object; long strings in it are cut. */
    public static TruncatedJson of(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            Reading reading = new Reading(parser);
            parser.nextToken();
            ObjectNode object = JSON.createObjectNode();
            reading.readMembers(object);
            return new TruncatedJson(object, reading.hidden.get());
        } catch (IOException broken) {
            throw new UncheckedIOException("invalid JSON written by the server", broken);
        }
    }

    private static final class Reading {
        private final JsonParser parser;
        private final AtomicInteger values = new AtomicInteger();
        private final AtomicInteger length = new AtomicInteger();
        private final AtomicInteger hidden = new AtomicInteger();

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        void readMembers(ObjectNode object) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                object.set(name, read().orElse(LEFT_OUT));
            }
        }

        private void readElements(ArrayNode array) throws IOException {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                read().ifPresent(array::add);
            }
        }

        /** Reads a value; empty if it is omitted. */
        private Optional<JsonNode> read() throws IOException {
            if (values.get() >= MAX_VALUES || length.get() >= MAX_LENGTH) {
                skip();
                return Optional.empty();
            }
            return Optional.of(readNode());
        }

        private JsonNode readNode() throws IOException {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                ObjectNode object = JSON.createObjectNode();
                readMembers(object);
                return counted(object);
            }
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                ArrayNode array = JSON.createArrayNode();
                readElements(array);
                return counted(array);
            }
            values.incrementAndGet();
            return readValue();
        }

        private JsonNode counted(JsonNode node) {
            if (node.isEmpty()) {
                values.incrementAndGet();
            }
            return node;
        }

        private JsonNode readValue() throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return parser.readValueAsTree();
            }
            String text = parser.getText();
            length.addAndGet(Math.min(text.length(), MAX_LENGTH_OF_VALUE));
            return JSON.getNodeFactory().textNode(beginning(text));
        }

        private void skip() throws IOException {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token.isScalarValue()) {
                    hidden.incrementAndGet();
                }
            } while (depth > 0 && parser.nextToken() != null);
        }
    }

    private static String beginning(String text) {
        if (text.length() <= MAX_LENGTH_OF_VALUE) {
            return text;
        }
        boolean halved = Character.isHighSurrogate(text.charAt(MAX_LENGTH_OF_VALUE - 1));
        return text.substring(0, halved ? MAX_LENGTH_OF_VALUE - 1 : MAX_LENGTH_OF_VALUE) + ELLIPSIS;
    }
}
