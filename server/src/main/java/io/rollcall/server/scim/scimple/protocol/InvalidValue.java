package io.rollcall.server.scim.scimple.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;

/** The refusals of a value that does not fit its attribute, in words for an administrator (RFC 7644 section 3.12). */
public final class InvalidValue {
    private InvalidValue() {}

    /** The JSON at the path is of another type than the schema says. */
    public static ScimProblem type(String path, String expected, JsonNode written) {
        return value("%s must be %s, not %s.".formatted(path, expected, kind(written)));
    }

    public static ScimProblem value(String detail) {
        return new ScimProblem(Type.INVALID_VALUE, detail);
    }

    /** One object names the attribute twice, in different spelling. */
    public static ScimProblem duplicate(String path) {
        return new ScimProblem(
                Type.INVALID_SYNTAX, path + " is there twice; attribute names do not differ by case. Send it once.");
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
