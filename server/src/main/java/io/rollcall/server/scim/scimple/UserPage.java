package io.rollcall.server.scim.scimple;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One page of a list of Users.
 *
 * @param totalResults how many the whole list has
 * @param startIndex the first one's place, from 1; empty where the page was asked for by cursor
 * @param nextCursor where the list goes on; previousCursor where it came from (RFC 9865 section 2)
 */
public record UserPage(
        long totalResults,
        OptionalInt startIndex,
        List<StoredUser> users,
        Optional<String> previousCursor,
        Optional<String> nextCursor) {
    public UserPage {
        users = List.copyOf(users);
    }
}
