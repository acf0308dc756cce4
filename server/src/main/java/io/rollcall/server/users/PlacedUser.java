package io.rollcall.server.users;

import io.rollcall.server.users.query.Position;

/** A user of a list, and its place in the list's order at that moment. */
public record PlacedUser(User user, Position position) {

    /** A user of a list in which the id decides. */
    static PlacedUser byId(User user) {
        return new PlacedUser(user, new Position("", user.id()));
    }
}
