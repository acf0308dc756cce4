package io.rollcall.server.scim.scimple;

import io.rollcall.extensions.ProvisionedUser;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.users.User;
import java.util.Optional;
import java.util.function.Function;

/** User to be written, in the form of SCIMple's contract: the validated document of a client or an import. */
final class UserDocument extends ProvisionedUser {
    private static final long serialVersionUID = 1L;

    private final transient Function<Optional<User>, WrittenDocument> document;

    private UserDocument(Function<Optional<User>, WrittenDocument> document) {
        this.document = document;
    }

    /** Returns a User with a fixed document. */
    static UserDocument of(WrittenDocument document) {
        return new UserDocument(any -> document);
    }

    /**
     * Returns a User whose document depends on the user that it replaces. It is recomputed if that user was changed
     * concurrently.
     */
    static UserDocument over(Function<User, WrittenDocument> document) {
        return new UserDocument(stored -> document.apply(stored.orElseThrow()));
    }

    /** Returns the document of a User that was passed through the contract. */
    static WrittenDocument of(ProvisionedUser user, Optional<User> stored) {
        if (user instanceof UserDocument written) {
            return written.document.apply(stored);
        }
        throw new IllegalArgumentException("the repository writes documents only");
    }
}
