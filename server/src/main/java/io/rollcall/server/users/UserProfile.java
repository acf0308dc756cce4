package io.rollcall.server.users;

import java.util.List;
import java.util.Optional;

/**
 * Everything a client may say of a user, with the keys by which the database finds and sorts it. Keys are folded: equal
 * exactly when two values are equal but for their case.
 *
 * @param document the SCIM User as JSON text, without {@code id} and {@code meta}
 * @param search the same with folded values
 * @param ignored names of what the client sent and is not kept, for the activity log; empty for nothing
 */
public record UserProfile(
        String userName,
        String userNameKey,
        Optional<String> externalId,
        boolean active,
        Optional<String> role,
        String familyNameKey,
        String givenNameKey,
        String displayNameKey,
        String document,
        String search,
        List<UserValue> values,
        String ignored) {

    public UserProfile {
        values = List.copyOf(values);
    }

    /** The same of a client that sent more than is kept. */
    public UserProfile ignoring(String names) {
        return names.isEmpty()
                ? this
                : new UserProfile(
                        userName,
                        userNameKey,
                        externalId,
                        active,
                        role,
                        familyNameKey,
                        givenNameKey,
                        displayNameKey,
                        document,
                        search,
                        values,
                        names);
    }

    /**
     * One value of a multi-valued attribute, kept apart so that it can be looked up.
     *
     * @param attribute the attribute's name: {@code emails}, {@code phoneNumbers}
     * @param key the folded value, see {@link UserProfile}
     * @param element the value's position in the attribute, from 0
     */
    public record UserValue(String attribute, String key, int element) {}

    /**
     * A user's next state.
     *
     * @param activeChanged whether the user is activated or deactivated
     * @param roleChanged whether {@link UserProfile#role} differs from what is stored
     * @param valuesChanged whether {@link UserProfile#values} differs from what is stored
     */
    public record UserUpdate(UserProfile profile, boolean activeChanged, boolean roleChanged, boolean valuesChanged) {}
}
