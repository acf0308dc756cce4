package io.rollcall.server.users;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.UserSlice.PlacedUser;
import io.rollcall.server.users.query.PageStart.Position;

/**
 * A row of the page statement; its first columns are those of every statement on users, as UserMapper.xml lists them.
 *
 * @param sortKey key of the page's order
 */
record UserRow(User user, String sortKey) {

    /** Registers the statements on users and the readers of their rows. */
    static void register(Database database) {
        database.register(UserMapper.class);
        database.register(User.class, UserRow::readUser);
        database.register(UserRow.class, UserRow::read);
        database.register(UserName.class, UserName::read);
    }

    private static UserRow read(Row row) {
        return new UserRow(readUser(row), row.text(7));
    }

    private static User readUser(Row row) {
        return new User(row.userId(1), row.number(2), row.text(3), row.instant(4), row.instant(5), row.text(6));
    }

    PlacedUser toPlacedUser() {
        return new PlacedUser(user, new Position(sortKey, user.id()));
    }

    /** A user's id and userName. */
    record UserName(UserId id, String userName) {
        static UserName read(Row row) {
            return new UserName(row.userId(1), row.text(2));
        }
    }
}
