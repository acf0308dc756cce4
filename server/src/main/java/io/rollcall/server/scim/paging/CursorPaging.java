package io.rollcall.server.scim.paging;

import io.rollcall.server.users.User;
import io.rollcall.server.users.UserSlice;
import io.rollcall.server.users.UserSlice.PlacedUser;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.query.PageStart;
import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.PageStart.Position;
import io.rollcall.server.users.query.PageStart.Side;
import io.rollcall.server.users.query.UserQuery;
import java.util.List;
import java.util.Optional;

/**
 * Cursor paging of user lists, forwards and backwards (RFC 9865 section 2). A page begins at the position of a user, not at an
 * offset. So each user who stays in the list appears exactly once, even while others are added and removed.
 */
public final class CursorPaging {
    private final Users users;
    private final Cursors cursors;

    public CursorPaging(Users users, Cursors cursors) {
        this.users = users;
        this.cursors = cursors;
    }

    /**
     * A page found by its cursor.
     *
     * @param previous empty on the first page
     * @param next empty on the last page
     */
    public record Page(List<User> users, Optional<String> previous, Optional<String> next) {
        public Page {
            users = List.copyOf(users);
        }
    }

    /** @param cursor as the client sent it; empty for the first page */
    public Page page(CursorScope scope, int count, String cursor) {
        PageStart start = cursor.isEmpty() ? PageStart.FIRST : cursors.take(scope, count, cursor);
        if (count == 0) {
            return new Page(List.of(), Optional.empty(), Optional.empty());
        }
        UserSlice slice =
                users.page(scope.organization(), new UserQuery(scope.condition(), scope.order(), count + 1, start));
        List<PlacedUser> found = slice.users();
        boolean full = found.size() > count;
        boolean more = full || slice.cut();
        boolean backward = start instanceof Beside beside && beside.side() == Side.BEFORE;
        List<PlacedUser> page = !full ? found : backward ? found.subList(1, count + 1) : found.subList(0, count);
        return new Page(
                page.stream().map(PlacedUser::user).toList(),
                previous(start, page, more).map(before -> cursors.issue(scope, count, before)),
                next(start, page, more).map(after -> cursors.issue(scope, count, after)));
    }

    /** @param more whether the list continues beyond the page, in the direction of paging */
    private static Optional<Beside> previous(PageStart start, List<PlacedUser> page, boolean more) {
        boolean preceded = start instanceof Beside beside
                && (beside.side() == Side.BEFORE ? more : beside.side() == Side.AFTER && !page.isEmpty());
        return preceded ? Optional.of(new Beside(Side.BEFORE, page.get(0).position())) : Optional.empty();
    }

    private static Optional<Beside> next(PageStart start, List<PlacedUser> page, boolean more) {
        if (start instanceof Beside beside && beside.side() == Side.BEFORE) {
            // The client came from there, so the list has a previous page, even if it is empty by now.
            return Optional.of(page.isEmpty() ? new Beside(Side.FROM, beside.position()) : after(page));
        }
        return more ? Optional.of(after(page)) : Optional.empty();
    }

    private static Beside after(List<PlacedUser> page) {
        Position last = page.get(page.size() - 1).position();
        return new Beside(Side.AFTER, last);
    }
}
