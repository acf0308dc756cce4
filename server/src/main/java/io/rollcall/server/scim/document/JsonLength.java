package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * Length of a JSON tree as text, in characters, known before the text is written: a tree may hold one value in many places.
 * Escapes are not counted, and a number or literal counts as one character, so the text is never shorter than that.
 */
public final class JsonLength {
    /** Quotes around a name and its colon, or around a text. */
    private static final int NAME_MARKS = 3;

    private static final int TEXT_MARKS = 2;

    private JsonLength() {}

    /** Returns the length of the whole tree. */
    public static long of(JsonNode json) {
        return of(json, Long.MAX_VALUE);
    }

    /** Returns whether the tree has more characters; does not look further than that. */
    public static boolean exceeds(JsonNode json, long most) {
        return of(json, most) > most;
    }

    private static long of(JsonNode json, long most) {
        if (json instanceof TextNode text) {
            return text.textValue().length() + TEXT_MARKS;
        }
        long length = 1;
        if (json instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                length += member.getKey().length() + NAME_MARKS + 1 + of(member.getValue(), most - length);
                if (length > most) {
                    return length;
                }
            }
        } else if (json instanceof ArrayNode array) {
            for (JsonNode element : array) {
                length += 1 + of(element, most - length);
                if (length > most) {
                    return length;
                }
            }
        }
        return length;
    }
}
