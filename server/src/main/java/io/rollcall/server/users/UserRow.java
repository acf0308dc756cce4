package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;

/** A row of the page statement. */
record UserRow(
        UserId id,
        int version,
        String userName,
        Instant created,
        Instant lastModified,
        String document,
        String sortKey) {

    PlacedUser toPlacedUser() {
        return new PlacedUser(
                new User(id, version, userName, created, lastModified, document), new Position(sortKey, id));
    }
}
