package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * User as a client wrote it, validated and normalized (RFC 7643 section 2).
 *
 * @param document all readWrite attributes with a value, in the schemas' order, except the following three
 * @param active separate, because omitting it must never reactivate a user
 * @param role the role at the top level; separate, because omitting it must not change it
 * @param extensionRole the role under its extension's URN
 * @param ignored names of unknown members, for the activity log; empty for none
 */
public record WrittenDocument(
        ObjectNode document,
        Assignment<Boolean> active,
        Assignment<String> role,
        Assignment<String> extensionRole,
        String ignored) {

    /** Returns the same document with this role at the top level. */
    public WrittenDocument with(String otherRole) {
        return new WrittenDocument(document, active, new Assignment.Value<>(otherRole), extensionRole, ignored);
    }
}
