package io.rollcall.server.users;

import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.UserId;

/** A user's id and userName. */
record UserName(UserId id, String userName) {
    static UserName read(Row row) {
        return new UserName(row.userId(1), row.text(2));
    }
}
