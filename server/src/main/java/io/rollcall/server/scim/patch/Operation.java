package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.Arrays;
import java.util.Optional;

/**
 * Operation of a PATCH as the client wrote it (RFC 7644 section 3.5.2). Its member names are case-insensitive.
 *
 * @param value a missing node if the client sent none
 */
public record Operation(Kind kind, Optional<String> path, JsonNode value) {

    /** The {@code op}; Microsoft Entra ID capitalizes it. */
    public enum Kind {
        ADD,
        REMOVE,
        REPLACE
    }

    static Operation read(JsonNode written) {
        if (!(written instanceof ObjectNode object)) {
            throw refused("each element of Operations must be an object.");
        }
        Operation operation = new Operation(
                kind(ScimMessage.find(object, "op")),
                path(ScimMessage.find(object, "path")),
                ScimMessage.find(object, "value"));
        if (operation.kind != Kind.REMOVE && operation.value.isMissingNode()) {
            throw InvalidValue.value("value is missing; add and replace need one (null unassigns).");
        }
        return operation;
    }

    private static Kind kind(JsonNode op) {
        return Arrays.stream(Kind.values())
                .filter(kind -> op.isTextual() && kind.name().equalsIgnoreCase(op.textValue()))
                .findFirst()
                .orElseThrow(() -> refused("op must be \"add\", \"remove\" or \"replace\"."));
    }

    /** Returns the path; an empty one counts as omitted. */
    private static Optional<String> path(JsonNode path) {
        if (!path.isTextual() && !path.isNull() && !path.isMissingNode()) {
            throw new ScimProblem(Type.INVALID_PATH, "path must be a text such as \"name.familyName\".");
        }
        return Optional.ofNullable(path.textValue()).filter(text -> !text.isEmpty());
    }

    private static ScimProblem refused(String detail) {
        return new ScimProblem(Type.INVALID_SYNTAX, detail);
    }
}
