package io.rollcall.server.scim.groups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Shortened;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reader of the ids in a value of {@code members}: objects with a {@code value}, or texts, alone or in an array. It reads only
 * the ids, since identity providers send thousands, and accepts any other member, such as the {@code $ref: null} of Entra ID.
 */
final class MemberReader {
    private static final int MAX_QUOTED = 64;
    private static final String GROUP_PATH = "/Groups/";
    private static final String NESTED =
            "members: groups in groups are not supported. Add the users of the group instead.";

    private MemberReader() {}

    /** Returns the ids of members to be. @throws ScimProblem if one cannot be that of a user */
    static Set<UserId> toAdd(JsonNode written) {
        Set<UserId> ids = new LinkedHashSet<>();
        elements(written).forEach(element -> id(element).ifPresent(id -> ids.add(userId(id))));
        return ids;
    }

    /** Returns the ids of members to remove. Texts that are no ids are no members, and need no removal. */
    static Set<UserId> toRemove(JsonNode written) {
        Set<UserId> ids = new LinkedHashSet<>();
        elements(written)
                .forEach(element -> value(element).flatMap(UserId::parse).ifPresent(ids::add));
        return ids;
    }

    private static Stream<JsonNode> elements(JsonNode written) {
        if (ScimMessage.isUnassigned(written)) {
            return Stream.empty();
        }
        return written.isArray() ? StreamSupport.stream(written.spliterator(), false) : Stream.of(written);
    }

    private static Optional<String> id(JsonNode element) {
        if (element instanceof ObjectNode object && isGroup(object)) {
            throw InvalidValue.value(NESTED);
        }
        return value(element);
    }

    private static boolean isGroup(ObjectNode element) {
        return "Group".equalsIgnoreCase(ScimMessage.find(element, "type").textValue())
                || Optional.ofNullable(ScimMessage.find(element, "$ref").textValue())
                        .filter(address -> address.contains(GROUP_PATH))
                        .isPresent();
    }

    private static Optional<String> value(JsonNode element) {
        if (ScimMessage.isUnassigned(element)) {
            return Optional.empty();
        }
        JsonNode value = element instanceof ObjectNode object ? ScimMessage.find(object, "value") : element;
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw InvalidValue.value("members: each element needs a value, the id of a user.");
        }
        return Optional.of(value.textValue());
    }

    private static UserId userId(String text) {
        return UserId.parse(text)
                .orElseThrow(() -> InvalidValue.value("members: there is no user with the id "
                        + Shortened.of(text, MAX_QUOTED)
                        + " in this organization. Send the id that the server returned for the user."));
    }
}
