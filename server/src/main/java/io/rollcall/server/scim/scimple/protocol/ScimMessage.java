package io.rollcall.server.scim.scimple.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.Map;

/** Access to the members of SCIM messages, whose names are case-insensitive (RFC 7643 section 2.1). */
public final class ScimMessage {
    private static final String SCHEMAS = "schemas";

    private ScimMessage() {}

    /** Returns the member of the name, case-insensitive, or a missing node. */
    public static JsonNode find(ObjectNode message, String name) {
        return message.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .reduce((first, second) -> {
                    throw InvalidValue.duplicate(name);
                })
                .orElseGet(MissingNode::getInstance);
    }

    /** Returns whether the value means "unassigned": null, an empty string, an empty array or an empty object. */
    public static boolean isUnassigned(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty());
    }

    /** Refuses a message whose {@code schemas} lacks the URN. Clients may omit {@code schemas} (RFC 7644 section 3.1). */
    public static void requireSchema(String urn, ObjectNode message) {
        requireSchema(urn, find(message, SCHEMAS));
    }

    /** Refuses a {@code schemas} without the URN. Other URNs in it are ignored, since the body itself shows its contents. */
    public static void requireSchema(String urn, JsonNode schemas) {
        if (isUnassigned(schemas)) {
            return;
        }
        if (!schemas.isArray()) {
            throw refused("schemas must be an array of URNs.");
        }
        boolean found = false;
        for (JsonNode element : schemas) {
            if (!element.isTextual()) {
                throw refused("schemas may only contain URNs.");
            }
            found |= element.textValue().equalsIgnoreCase(urn);
        }
        if (!found) {
            throw refused("schemas must contain " + urn + ".");
        }
    }

    private static ScimProblem refused(String detail) {
        return new ScimProblem(Type.INVALID_SYNTAX, detail);
    }
}
