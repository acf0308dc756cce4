package io.rollcall.server.scim.scimple;

import io.rollcall.extensions.ProvisionedUser;
import io.rollcall.server.scim.document.WrittenDocument;
import io.rollcall.server.users.User;
import java.util.Optional;
import java.util.function.Function;

/** A User to be written, in the form of SCIMple's contract: the checked document of a client or of an import. */
final class UserDocument extends ProvisionedUser {
    private static final long serialVersionUID = 1L;

    private final transient Function<Optional<User>, WrittenDocument> document;

    private UserDocument(Function<Optional<User>, WrittenDocument> document) {
        this.document = document;
    }

    /** Returns a User whose document is known. */
    static UserDocument of(WrittenDocument document) {
        return new UserDocument(any -> document);
    }

    /** Returns a User whose document depends on the user that it replaces; computed again if that one has changed. */
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
