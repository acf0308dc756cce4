package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import java.util.List;
import java.util.Optional;

/** Values that are the id of another User, such as {@code manager}, with that User's address in {@code $ref}. */
public final class References {
    private static final String REFERENCE = "$ref";
    private static final String TO_USERS = "../Users/";

    private References() {}

    /** Returns whether the attribute's {@code value} is a User's id, so that what is beside it is about that User. */
    public static boolean isReference(AttributeDefinition attribute) {
        return !attribute.multiValued()
                && attribute
                        .subAttribute(REFERENCE)
                        .filter(sub -> sub.referenceTypes().equals(List.of("User")))
                        .isPresent();
    }

    /** Returns the address of a User, relative to those of others as RFC 7643 section 8.3 writes it. */
    public static String toUser(String id) {
        return TO_USERS + id;
    }

    /**
     * Writes an absolute address of the User as RFC 7643 section 8.3 does. Clients build one from the address that they know
     * of this server, which may be an old or an inner one.
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
