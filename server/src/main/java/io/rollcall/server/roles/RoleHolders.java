package io.rollcall.server.roles;

import java.util.List;

/**
 * Users who have a role, shown before retiring or deleting it.
 *
 * @param count how many users
 * @param firstUserNames some of them, those who came first
 */
public record RoleHolders(long count, List<String> firstUserNames) {
    public RoleHolders {
        firstUserNames = List.copyOf(firstUserNames);
    }

    /** For people: {@code 12 (jane, john, ...)}. */
    public String inWords() {
        String more = count > firstUserNames.size() ? ", ..." : "";
        return count == 0 ? "none" : count + " (" + String.join(", ", firstUserNames) + more + ")";
    }
}
