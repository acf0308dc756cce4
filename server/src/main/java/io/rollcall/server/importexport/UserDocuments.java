package io.rollcall.server.importexport;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserUpdate;
import java.util.Optional;

/** Reads Users as an identity provider would write them. A port: what a User may say is known to the SCIM surface. */
public interface UserDocuments {

    /**
     * Reads one.
     *
     * @param document a SCIM User as JSON text
     * @throws Refusal INVALID in words that tell what is wrong with it
     */
    Written read(String document);

    /** A User as it was written, checked. Its methods throw as {@link #read} does, where a rule forbids what is written. */
    interface Written {
        /** The value of the manager; empty where there is none. */
        Optional<String> manager();

        /** Returns the same with another manager. */
        Written withManager(UserId manager);

        /** Returns the same with the manager of the given user, or without one. */
        Written withManagerOf(Optional<User> user);

        /** Returns the profile to store for a new user. */
        UserProfile created();

        /** The same with that role. */
        UserProfile created(String role);

        /** Returns the update of a stored user; empty if nothing changes. */
        Optional<UserUpdate> replacing(User stored);
    }
}
