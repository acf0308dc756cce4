package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A User as a client wrote it, checked and spelled as the schemas spell it (RFC 7643 section 2).
 *
 * @param document every readWrite attribute that has a value, in the schemas' order, except the three below
 * @param active kept apart, because silence must never reactivate anyone
 * @param role the role at the top level; kept apart, because it changes only when it is said
 * @param extensionRole the role under its extension's URN
 * @param ignored names of what the body held and no schema knows there, for the activity log; empty for none
 */
public record WrittenDocument(
        ObjectNode document,
        Assignment<Boolean> active,
        Assignment<String> role,
        Assignment<String> extensionRole,
        String ignored) {

    /** The same with that role at the top level. */
    public WrittenDocument with(String otherRole) {
        return new WrittenDocument(document, active, new Assignment.Value<>(otherRole), extensionRole, ignored);
    }
}
