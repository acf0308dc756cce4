package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import java.util.List;
import java.util.Optional;

/** References to other Users, such as {@code manager}: {@code value} has the User's id and {@code $ref} its address. */
public final class References {
    private static final String REFERENCE = "$ref";
    private static final String TO_USERS = "../Users/";

    private References() {}

    /** Returns whether the attribute is a reference, so that its other sub-attributes describe the referenced User. */
    public static boolean isReference(AttributeDefinition attribute) {
        return !attribute.multiValued()
                && attribute
                        .subAttribute(REFERENCE)
                        .filter(sub -> sub.referenceTypes().equals(List.of("User")))
                        .isPresent();
    }

    /** Returns the relative address of a User, as in RFC 7643 section 8.3. */
    public static String toUser(String id) {
        return TO_USERS + id;
    }

    /**
     * Makes an absolute address of the User relative, as in RFC 7643 section 8.3. Clients build absolute ones from the base URL
     * they know, which may be outdated or internal.
     */
    static void makeRelative(AttributeDefinition attribute, ObjectNode object) {
        if (!object.has(REFERENCE) || !isReference(attribute)) {
            return;
        }
        String address = object.get(REFERENCE).textValue();
        Optional.ofNullable(object.get("value"))
                .map(id -> "/" + id.textValue())
                .filter(end -> address.contains("://") && address.endsWith(end))
                .ifPresent(end -> object.put(REFERENCE, toUser(end.substring(1))));
    }
}
