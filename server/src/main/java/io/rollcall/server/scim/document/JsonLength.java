package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * Lower bound of a JSON tree's length as text, in characters. It is computed before the text is written, because a small tree
 * may contain the same large value in many places. Escapes are not counted, and a number or literal counts as one character.
 */
public final class JsonLength {
    /** Quotes and colon of a name; at most one more than the quotes of a text. */
    private static final int NAME_MARKS = 3;

    private static final int TEXT_MARKS = 2;

    private JsonLength() {}

    /** Returns the length of the whole tree. */
    public static long of(JsonNode json) {
        return of(json, Long.MAX_VALUE);
    }

    /** Returns whether the tree is longer; stops counting at the limit. */
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
