package io.rollcall.server.users;

import io.rollcall.server.users.query.PageStart.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Consecutive users of a list.
 *
 * @param cut whether the slice ends before the limit, because more users would be too large for a page
 */
public record UserSlice(List<PlacedUser> users, boolean cut) {
    public UserSlice {
        users = List.copyOf(users);
    }

    /** Returns the same users in reverse order. */
    UserSlice reversed() {
        List<PlacedUser> reversed = new ArrayList<>(users);
        Collections.reverse(reversed);
        return new UserSlice(reversed, cut);
    }

    /** User of a list, with its position in the list's order at that time. */
    public record PlacedUser(User user, Position position) {

        /** Returns a user of a list ordered by id. */
        static PlacedUser byId(User user) {
            return new PlacedUser(user, new Position("", user.id()));
        }
    }
}
