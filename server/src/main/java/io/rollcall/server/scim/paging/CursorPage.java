package io.rollcall.server.scim.paging;

import io.rollcall.server.users.User;
import java.util.List;
import java.util.Optional;

/**
 * A page found by its cursor (RFC 9865 section 2).
 *
 * @param previous empty on the first page
 * @param next empty on the last page
 */
public record CursorPage(List<User> users, Optional<String> previous, Optional<String> next) {
    public CursorPage {
        users = List.copyOf(users);
    }
}
