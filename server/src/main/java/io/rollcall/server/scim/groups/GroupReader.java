package io.rollcall.server.scim.groups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.MemberChanges;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.ToleratedShapes;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import io.rollcall.server.users.query.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reader of the Group in the body of a POST or PUT. Unknown and readOnly attributes are dropped, as in Users. */
final class GroupReader {
    /** Maximum lengths, as in the database. Folding may lengthen a name. */
    private static final int MAX_NAME = 512;

    private static final int MAX_NAME_KEY = 640;

    private final UserSchemas schemas;
    private final DocumentReader reader;

    GroupReader(UserSchemas schemas) {
        this.schemas = schemas;
        this.reader = new DocumentReader(schemas);
    }

    /** Group as a client wrote it. @param members empty if the client sent no members */
    record WrittenGroup(Group.Profile profile, Optional<MemberChanges> members) {}

    /** Reads a body. Its members are read apart, since there may be many. */
    WrittenGroup read(ObjectNode body) {
        List<JsonNode> members = new ArrayList<>(1);
        ObjectNode document = reader.read(without(body, members)).document();
        if (members.size() > 1) {
            throw InvalidValue.duplicate(GroupSchema.MEMBERS);
        }
        return new WrittenGroup(
                new Group.Profile(
                        name(document.path("displayName").asText()),
                        Optional.ofNullable(document.path("externalId").textValue())),
                members.stream().findFirst().map(MemberReader::toAdd).map(MemberChanges::replacing));
    }

    /** Returns an object without its members, which may also be in an object under the URN. @param members receives them */
    private ObjectNode without(ObjectNode object, List<JsonNode> members) {
        ObjectNode rest = object.objectNode();
        object.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (isMembers(member.getKey())) {
                members.add(value);
            } else if (member.getKey().equalsIgnoreCase(GroupSchema.URN)
                    && ToleratedShapes.onlyElement(value) instanceof ObjectNode inner) {
                rest.set(member.getKey(), without(inner, members));
            } else {
                rest.set(member.getKey(), value);
            }
        });
        return rest;
    }

    private boolean isMembers(String name) {
        return schemas.resolve(name)
                .filter(path -> path.attribute().name().equals(GroupSchema.MEMBERS)
                        && path.subAttribute().isEmpty())
                .isPresent();
    }

    /** Returns a valid name. @throws ScimProblem INVALID_VALUE if it is blank or too long */
    static String name(String text) {
        if (text.isBlank()) {
            throw InvalidValue.value("displayName is required; send it with a value.");
        }
        if (CaseFolding.length(text) > MAX_NAME || CaseFolding.length(CaseFolding.fold(text)) > MAX_NAME_KEY) {
            throw InvalidValue.value("displayName has more than the maximum of " + MAX_NAME + " characters.");
        }
        return text;
    }
}
