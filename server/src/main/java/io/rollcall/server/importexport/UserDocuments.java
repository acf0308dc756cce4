package io.rollcall.server.importexport;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserProfile.UserUpdate;
import java.util.Optional;
import java.util.function.Function;

/** Port for reading and writing Users by the rules of the SCIM surface, which implements it. */
public interface UserDocuments {

    /**
     * Reads a User.
     *
     * @param document a SCIM User as JSON text
     * @throws Refusal INVALID if the document is invalid
     */
    Written read(String document);

    /** Creates a user. @throws Refusal as {@link Written#created}, or as {@code Users.create} */
    User create(OrganizationId organization, Written user, Actor actor);

    /**
     * Replaces a user.
     *
     * @param change returns the replacement of a user; may run several times
     * @return the user after the change
     */
    User update(OrganizationId organization, UserId id, Function<User, Written> change, Actor actor);

    /** Validated User. Its methods throw like {@link #read} if a rule forbids the write. */
    interface Written {
        /** Returns the value of the manager; empty if there is none. */
        Optional<String> manager();

        /** Returns the same with another manager. */
        Written withManager(UserId manager);

        /** Returns the same with the manager of the given user, or without one. */
        Written withManagerOf(Optional<User> user);

        /** Returns the profile to store for a new user. */
        UserProfile created();

        /** Returns the update of a stored user; empty if nothing changes. */
        Optional<UserUpdate> replacing(User stored);
    }
}
