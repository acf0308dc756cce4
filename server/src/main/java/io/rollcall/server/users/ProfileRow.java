package io.rollcall.server.users;

import java.util.List;
import java.util.Optional;

/** Profile in a row of {@code users}, without its look-up values; {@code externalId} and {@code role} may be null. */
record ProfileRow(
        String userName,
        String userNameKey,
        String externalId,
        boolean active,
        String role,
        String familyNameKey,
        String givenNameKey,
        String displayNameKey,
        String document,
        String search) {

    /** The same profile of a user who is active or not, in both texts and the column. */
    UserProfile with(ActiveMember wanted) {
        return new UserProfile(
                userName,
                userNameKey,
                Optional.ofNullable(externalId),
                wanted.active(),
                Optional.ofNullable(role),
                familyNameKey,
                givenNameKey,
                displayNameKey,
                wanted.in(document),
                wanted.in(search),
                List.of(),
                "");
    }
}
