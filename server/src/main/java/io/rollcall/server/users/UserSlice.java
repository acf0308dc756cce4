package io.rollcall.server.users;

import io.rollcall.server.users.query.PageStart.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Users of a list that follow each other.
 *
 * @param cut whether there are fewer than were asked for since more would be too large for a page; then others follow
 */
public record UserSlice(List<PlacedUser> users, boolean cut) {
    public UserSlice {
        users = List.copyOf(users);
    }

    /** The same users from the other end. */
    UserSlice reversed() {
        List<PlacedUser> reversed = new ArrayList<>(users);
        Collections.reverse(reversed);
        return new UserSlice(reversed, cut);
    }

    /** A user of a list, and its place in the list's order at that moment. */
    public record PlacedUser(User user, Position position) {

        /** A user of a list in which the id decides. */
        static PlacedUser byId(User user) {
            return new PlacedUser(user, new Position("", user.id()));
        }
    }
}
