package io.rollcall.server.users;

import io.rollcall.server.users.query.SearchTerms;
import java.util.List;
import java.util.Optional;

/**
 * Data of a user that clients may write, with the keys for searching and sorting. Keys are case-folded: equal exactly if the
 * values differ only in case.
 *
 * @param document the SCIM User as JSON text, without {@code id} and {@code meta}
 * @param search the document with folded values
 * @param ignored names of unknown members in the client's document, for the activity log; empty for none
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

    /** Returns the terms that searches compare; empty if they are too long. */
    public Optional<byte[]> searchTerms() {
        return SearchTerms.of(search);
    }

    /** Returns the same profile with names of ignored members. */
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
     * Value of a multi-valued attribute, stored separately for look-ups.
     *
     * @param attribute the attribute's name: {@code emails}, {@code phoneNumbers}
     * @param key the folded value, see {@link UserProfile}
     * @param element the value's position in the attribute, from 0
     */
    public record UserValue(String attribute, String key, int element) {}

    /**
     * New state of a user.
     *
     * @param activeChanged whether the user is activated or deactivated
     * @param roleChanged whether {@link UserProfile#role} differs from what is stored
     * @param valuesChanged whether {@link UserProfile#values} differs from what is stored
     */
    public record UserUpdate(UserProfile profile, boolean activeChanged, boolean roleChanged, boolean valuesChanged) {}
}
