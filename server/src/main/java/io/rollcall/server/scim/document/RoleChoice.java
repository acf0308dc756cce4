package io.rollcall.server.scim.document;

import java.util.Optional;

/**
 * Decides a user's role where a client may write it at the top level and under the extension's URN: the one that differs
 * from what is stored wins, since the other is an echo of what the client was told; when both differ, the top level does.
 */
public final class RoleChoice {
    private RoleChoice() {}

    /** The role to store; empty for none. */
    public static Optional<String> choose(
            Optional<String> stored, Assignment<String> topLevel, Assignment<String> extension) {
        Optional<String> role = topLevel.over(stored);
        return role.equals(stored) ? extension.over(stored) : role;
    }
}
