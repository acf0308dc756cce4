package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Finds the members of SCIM messages, whose names, as those of attributes, do not differ by case (RFC 7643 section 2.1). */
public final class MessageMember {
    private MessageMember() {}

    /** The member of that name in any case, or a missing node. */
    public static JsonNode find(ObjectNode message, String name) {
        return message.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .reduce((first, second) -> {
                    throw WrongValue.saidTwice(name);
                })
                .orElseGet(MissingNode::getInstance);
    }
}
