package io.rollcall.server.scim;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.scim.protocol.ScimProblem;
import io.rollcall.server.transfer.UserDocuments;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserUpdate;
import java.util.Optional;
import java.util.function.Supplier;

/** Users that are imported, by the same rules as those that identity providers send. */
record ImportedUsers(UserRepositories parts, UserWrites writes) implements UserDocuments {

    @Override
    public Written read(String document) {
        try {
            return new Imported(writes, parts.reader().read(parts.json().read(document)));
        } catch (ScimProblem wrong) {
            throw Refusal.invalid(wrong.getMessage());
        }
    }

    private record Imported(UserWrites writes, WrittenDocument written) implements Written {
        @Override
        public UserProfile created() {
            return explained(() -> writes.created(written));
        }

        @Override
        public UserProfile created(String role) {
            return explained(() -> writes.created(written.with(role)));
        }

        @Override
        public Optional<UserUpdate> replacing(User stored) {
            return explained(() -> writes.replaced(stored, written));
        }

        private static <T> T explained(Supplier<T> work) {
            try {
                return work.get();
            } catch (ScimProblem wrong) {
                throw Refusal.invalid(wrong.getMessage());
            }
        }
    }
}
