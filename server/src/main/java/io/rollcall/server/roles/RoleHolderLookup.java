package io.rollcall.server.roles;

import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import java.util.Optional;

/** Lookup of the users who have a role; an interface, so that roles do not depend on users. */
public interface RoleHolderLookup {
    Holders holders(Transaction tx, OrganizationId organizationId, String role);

    /** Returns the name of a group that is mapped to the role; empty if there is none. */
    Optional<String> mappedGroup(Transaction tx, OrganizationId organizationId, String role);

    /**
     * Users who have a role, for the confirmation of retiring or deleting it.
     *
     * @param count number of users
     * @param firstUserNames names of the users created first
     */
    record Holders(long count, List<String> firstUserNames) {
        public Holders {
            firstUserNames = List.copyOf(firstUserNames);
        }

        /** Returns the text for display: {@code 12 (jane, john, ...)}. */
        public String inWords() {
            String more = count > firstUserNames.size() ? ", ..." : "";
            return count == 0 ? "none" : count + " (" + String.join(", ", firstUserNames) + more + ")";
        }
    }
}
