package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserProfile.UserValue;
import io.rollcall.server.users.query.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conversion of a User's JSON to its stored form: the document and the keys for searching and sorting. */
public final class UserRepresentation {
    /** Multi-valued attributes with an index for equality. */
    private static final List<String> LOOKED_UP = List.of("emails", "phoneNumbers");

    /** Length of the column {@code users.user_name_key}. */
    private static final int USER_NAME_KEY_LENGTH = 640;

    private final UserSchemas schemas;
    private final ScimJson json;

    public UserRepresentation(UserSchemas schemas, ScimJson json) {
        this.schemas = schemas;
        this.json = json;
    }

    /** @param document canonical and checked, without {@code id} and {@code meta} */
    public UserProfile toProfile(ObjectNode document) {
        String userName = document.path("userName").textValue();
        JsonNode name = document.path("name");
        return new UserProfile(
                userName,
                userNameKey(userName),
                text(document.path("externalId")),
                document.path("active").booleanValue(),
                text(document.path(schemas.roleAttribute())),
                CaseFolding.sortKey(text(name.path("familyName"))),
                CaseFolding.sortKey(text(name.path("givenName"))),
                CaseFolding.sortKey(text(document.path("displayName"))),
                json.text(document),
                json.text(folded(document)),
                values(document),
                "");
    }

    /** Returns the key of a userName. Case folding may lengthen it: one ligature becomes three letters. */
    private static String userNameKey(String userName) {
        String key = CaseFolding.fold(userName);
        if (key.codePointCount(0, key.length()) > USER_NAME_KEY_LENGTH) {
            throw new ScimProblem(
                    ScimProblem.Type.INVALID_VALUE,
                    "userName is too long: without its ligatures it has more than " + USER_NAME_KEY_LENGTH
                            + " characters.");
        }
        return key;
    }

    public List<UserValue> values(ObjectNode document) {
        List<UserValue> values = new ArrayList<>();
        for (String attribute : LOOKED_UP) {
            JsonNode elements = document.path(attribute);
            for (int element = 0; element < elements.size(); element++) {
                Optional<String> value = text(elements.path(element).path("value"));
                if (value.isPresent()) {
                    values.add(new UserValue(attribute, CaseFolding.valueKey(value.get()), element));
                }
            }
        }
        return values;
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue());
    }

    /** Returns a copy with all case-insensitive texts folded. */
    private ObjectNode folded(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        fold(copy, schemas.common());
        fold(copy, schemas.core().attributes());
        for (SchemaDefinition extension : schemas.extensions()) {
            if (copy.get(extension.urn()) instanceof ObjectNode content) {
                fold(content, extension.attributes());
            }
        }
        return copy;
    }

    private static void fold(ObjectNode object, Attributes attributes) {
        for (AttributeDefinition attribute : attributes) {
            JsonNode value = object.get(attribute.name());
            if (value != null) {
                object.set(attribute.name(), folded(attribute, value));
            }
        }
    }

    private static JsonNode folded(AttributeDefinition attribute, JsonNode value) {
        if (value instanceof ArrayNode array) {
            for (int element = 0; element < array.size(); element++) {
                array.set(element, folded(attribute, array.get(element)));
            }
        } else if (value instanceof ObjectNode object) {
            fold(object, attribute.subAttributes());
        } else if (value.isTextual() && !attribute.caseExact()) {
            return TextNode.valueOf(CaseFolding.fold(value.textValue()));
        }
        return value;
    }
}
