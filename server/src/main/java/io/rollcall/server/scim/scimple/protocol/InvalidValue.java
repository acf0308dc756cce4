package io.rollcall.server.scim.scimple.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;

/** Refusals of invalid values (RFC 7644 section 3.12), with messages for administrators. */
public final class InvalidValue {
    private InvalidValue() {}

    /** Returns the refusal of a value whose JSON type differs from the schema. */
    public static ScimProblem type(String path, String expected, JsonNode written) {
        return value("%s must be %s, not %s.".formatted(path, expected, kind(written)));
    }

    public static ScimProblem value(String detail) {
        return new ScimProblem(Type.INVALID_VALUE, detail);
    }

    /** Returns the refusal of an object that contains an attribute twice, in different spellings. */
    public static ScimProblem duplicate(String path) {
        return new ScimProblem(
                Type.INVALID_SYNTAX, path + " occurs twice; attribute names are case-insensitive. Send it once.");
    }

    private static String kind(JsonNode written) {
        if (written.isObject()) {
            return "an object";
        }
        if (written.isArray()) {
            return "an array";
        }
        if (written.isTextual()) {
            return "a text";
        }
        if (written.isNumber()) {
            return "a number";
        }
        return written.isBoolean() ? "a boolean" : "null";
    }
}
