package io.rollcall.server.importexport;

import io.rollcall.server.importexport.UserDocuments.Written;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.User;
import java.util.Optional;

/** Manager chosen for an imported user. */
sealed interface ManagerChoice {
    /** Returns the user with that manager. @param stored the user as of now, if there is one */
    Written applied(Written written, Optional<User> stored);

    /** The written manager, or none. */
    record AsWritten() implements ManagerChoice {
        @Override
        public Written applied(Written written, Optional<User> stored) {
            return written;
        }
    }

    /** A manager whose id differs from the one in the file. */
    record Mapped(UserId manager) implements ManagerChoice {
        @Override
        public Written applied(Written written, Optional<User> stored) {
            return written.withManager(manager);
        }
    }

    /** Keeps the stored manager, because the written one is not a user of this organization yet. @param value as written */
    record Unknown(String value) implements ManagerChoice {
        @Override
        public Written applied(Written written, Optional<User> stored) {
            return written.withManagerOf(stored);
        }
    }
}
