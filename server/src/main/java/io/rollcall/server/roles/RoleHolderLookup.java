package io.rollcall.server.roles;

import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.util.List;

/** Tells who has a role; users know, and the catalogue asks them through this, so as not to depend on them. */
@FunctionalInterface
public interface RoleHolderLookup {
    Holders holders(Transaction tx, OrganizationId organizationId, String role);

    /**
     * Users who have a role, shown before retiring or deleting it.
     *
     * @param count how many users
     * @param firstUserNames some of them, those who came first
     */
    record Holders(long count, List<String> firstUserNames) {
        public Holders {
            firstUserNames = List.copyOf(firstUserNames);
        }

        /** For people: {@code 12 (jane, john, ...)}. */
        public String inWords() {
            String more = count > firstUserNames.size() ? ", ..." : "";
            return count == 0 ? "none" : count + " (" + String.join(", ", firstUserNames) + more + ")";
        }
    }
}
