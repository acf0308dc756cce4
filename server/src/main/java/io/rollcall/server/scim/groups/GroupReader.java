package io.rollcall.server.scim.groups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.MemberChanges;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.users.query.CaseFolding;
import java.util.Optional;

/** Reader of the Group in the body of a POST or PUT. Unknown and readOnly attributes are dropped, as in Users. */
final class GroupReader {
    /** Maximum lengths, as in the database. Folding may lengthen a name. */
    private static final int MAX_NAME = 512;

    private static final int MAX_NAME_KEY = 640;

    private final DocumentReader reader;

    GroupReader(UserSchemas schemas) {
        this.reader = new DocumentReader(schemas);
    }

    /** Group as a client wrote it. @param members empty if the client sent no members */
    record WrittenGroup(Group.Profile profile, Optional<MemberChanges> members) {}

    /** Reads a body. Its members are read apart, since there may be many. */
    WrittenGroup read(ObjectNode body) {
        ObjectNode rest = body.objectNode().setAll(body);
        Optional<JsonNode> members = takeMembers(rest);
        ObjectNode document = reader.read(rest).document();
        return new WrittenGroup(
                new Group.Profile(
                        name(document.path("displayName").textValue()),
                        Optional.ofNullable(document.path("externalId").textValue())),
                members.map(MemberReader::toAdd).map(MemberChanges::replacing));
    }

    private static Optional<JsonNode> takeMembers(ObjectNode body) {
        JsonNode plain = ScimMessage.find(body, GroupSchema.MEMBERS);
        JsonNode members =
                plain.isMissingNode() ? ScimMessage.find(body, GroupSchema.URN + ":" + GroupSchema.MEMBERS) : plain;
        if (members.isMissingNode()) {
            return Optional.empty();
        }
        body.properties().removeIf(member -> member.getValue() == members);
        return Optional.of(members);
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
