package io.rollcall.server.scim.scimple;

import io.rollcall.extensions.ProvisionedUser;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.directory.scim.spec.filter.FilterResponse;
import org.apache.directory.scim.spec.filter.PageRequest;

/** Page of a list of Users: SCIMple's response with the cursors of RFC 9865 section 2. */
public final class UserPage extends FilterResponse<ProvisionedUser> {
    private final List<StoredUser> users;
    private final Optional<String> previousCursor;
    private final Optional<String> nextCursor;

    private UserPage(
            List<StoredUser> users,
            PageRequest page,
            long total,
            Optional<String> previousCursor,
            Optional<String> nextCursor) {
        super(List.copyOf(users), page, (int) Math.min(total, Integer.MAX_VALUE));
        this.users = List.copyOf(users);
        this.previousCursor = previousCursor;
        this.nextCursor = nextCursor;
    }

    /** Returns a page by index. @param startIndex the number of its first User, from 1 */
    static UserPage byIndex(List<StoredUser> users, long total, int startIndex) {
        PageRequest page = new PageRequest().setStartIndex(startIndex).setCount(users.size());
        return new UserPage(users, page, total, Optional.empty(), Optional.empty());
    }

    static UserPage byCursor(List<StoredUser> users, long total, Optional<String> previous, Optional<String> next) {
        return new UserPage(users, new PageRequest().setCount(users.size()), total, previous, next);
    }

    /** Returns the same page with other representations of its Users. */
    public UserPage with(List<StoredUser> others) {
        return new UserPage(others, getPageRequest(), getTotalResults(), previousCursor, nextCursor);
    }

    public List<StoredUser> users() {
        return users;
    }

    /** Returns the number of the first User, from 1; empty on a page by cursor. */
    public OptionalInt startIndex() {
        return RequestedPage.startIndex(getPageRequest());
    }

    public Optional<String> previousCursor() {
        return previousCursor;
    }

    public Optional<String> nextCursor() {
        return nextCursor;
    }
}
