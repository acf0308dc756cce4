package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.users.User;
import java.util.Optional;

/**
 * A user who is exported.
 *
 * @param managerUserName by which another organization finds the manager; empty if there is none, or nobody of that id
 */
record ExportedUser(User user, Optional<String> managerUserName) {
    /** The member of {@code meta} that holds the manager's userName. */
    static final String MANAGER_USER_NAME = "managerUserName";

    /** Returns the stored document. */
    ObjectNode document() {
        return JsonUsers.document(user.document());
    }
}
