package io.rollcall.server.scim.document;

import java.util.Optional;

/**
 * Choice between the role at the top level and the one under the extension's URN. The one that differs from the stored role
 * wins, since the other is an echo of an earlier response; if both differ, the top level wins.
 */
public final class RoleChoice {
    private RoleChoice() {}

    /** Returns the role to store; empty for none. */
    public static Optional<String> choose(
            Optional<String> stored, Assignment<String> topLevel, Assignment<String> extension) {
        Optional<String> role = topLevel.over(stored);
        return role.equals(stored) ? extension.over(stored) : role;
    }
}
