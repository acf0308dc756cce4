package io.rollcall.server.organizations;

import java.util.Optional;

/** Policy for the id of a user who is created again after a deletion. */
public enum Rehire {
    /** The former one if both carry the same externalId, which an identity provider gives to one person alone. */
    SAME_ID,
    /** The former one by the userName, or else by the externalId. */
    SAME_ID_BY_NAME,
    NEW_ID;

    /** The risk that an administrator takes with it, in words; empty for none. */
    public Optional<String> warning() {
        return this == SAME_ID_BY_NAME
                ? Optional.of(
                        "A new person who gets the userName of a deleted one gets that person's id, too, and with it"
                                + " access to whatever the product keeps under the id.")
                : Optional.empty();
    }
}
