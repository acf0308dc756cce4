package io.rollcall.server.scim.paging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.users.PlacedUser;
import io.rollcall.server.users.Start;
import io.rollcall.server.users.Start.Beside;
import io.rollcall.server.users.Start.Side;
import io.rollcall.server.users.UserQuery;
import io.rollcall.server.users.UserSlice;
import io.rollcall.server.users.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Leads through lists of users by index (RFC 7644 section 3.4.2.4). A page far down costs the database all that are passed over;
 * so where the pages of a list are read one after the other, each is begun where the one before it ended. Only far down, where
 * an index means little while others come and go, and only for a while.
 */
public final class IndexPaging {
    /** Passing over so many costs less than a page. */
    private static final int FAR = 1_000;

    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private record Place(CursorScope list, long index) {}

    private final Users users;
    private final Cache<Place, Beside> places;

    public IndexPaging(Users users) {
        this.users = users;
        this.places = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    /** @param startIndex counted from 1 */
    public UserSlice page(CursorScope list, int count, int startIndex) {
        Start start = Optional.<Start>ofNullable(places.getIfPresent(new Place(list, startIndex)))
                .orElseGet(() -> new Start.Offset(startIndex - 1L));
        UserSlice page = users.page(list.organization(), new UserQuery(list.condition(), list.order(), count, start));
        remember(list, startIndex, page.users());
        return page;
    }

    private void remember(CursorScope list, long startIndex, List<PlacedUser> page) {
        if (startIndex + page.size() <= FAR || page.isEmpty()) {
            return;
        }
        places.put(
                new Place(list, startIndex + page.size()),
                new Beside(Side.AFTER, page.get(page.size() - 1).position()));
        if (startIndex > FAR) {
            places.put(
                    new Place(list, startIndex),
                    new Beside(Side.FROM, page.get(0).position()));
        }
    }
}
