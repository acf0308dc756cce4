package io.rollcall.server.scim.paging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Sha256;
import io.rollcall.server.users.UserSlice;
import io.rollcall.server.users.UserSlice.PlacedUser;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.PageStart;
import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.PageStart.Side;
import io.rollcall.server.users.query.UserOrder;
import io.rollcall.server.users.query.UserQuery;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Index paging of user lists (RFC 7644 section 3.4.2.4). Each server remembers for a while where the pages it served ended, and
 * continues there when the client requests the next index. So no user is skipped after users on earlier pages were removed, and
 * the database need not count rows again.
 */
public final class IndexPaging {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MAX_REMEMBERED = 10_000;

    /** Up to this offset, counting rows costs less than reading a page. */
    private static final int FAR = 1_000;

    private final Users users;
    private final Cache<PageNumber, Beside> starts;

    /** @param ticker a monotonic clock */
    public IndexPaging(Users users, Ticker ticker) {
        this.users = users;
        this.starts = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    /**
     * Page of a list.
     *
     * @param total number of users in the list. It includes users removed from earlier pages, so that a client that stops at
     *     the total does not miss the last page
     */
    public record Page(List<PlacedUser> users, long total) {}

    /** A client's index in a list. */
    private record PageNumber(ListKey list, String reader, long index) {}

    /** Short key of a list: a filter is stored as a hash, since it may be long. */
    private record ListKey(OrganizationId organization, UserOrder order, ByteBuffer hash) {
        private static final ByteBuffer NOT_FILTERED = ByteBuffer.allocate(0);

        static ListKey of(CursorScope list) {
            return new ListKey(
                    list.organization(),
                    list.order(),
                    list.condition() instanceof Condition.Constant constant && constant.holds()
                            ? NOT_FILTERED
                            : ByteBuffer.wrap(Sha256.of(list.bytes())));
        }
    }

    /**
     * Returns the page that begins at the index.
     *
     * @param reader identifies the client, so that clients do not affect each other's pages
     * @param count page size; 0 for the total alone
     * @param startIndex counted from 1, which always restarts the list
     */
    public Page page(CursorScope list, String reader, int count, int startIndex) {
        if (count == 0) {
            return new Page(List.of(), total(list));
        }
        Optional<Beside> known = startIndex == 1
                ? Optional.empty()
                : Optional.ofNullable(starts.getIfPresent(new PageNumber(ListKey.of(list), reader, startIndex)));
        PageStart start = known.<PageStart>map(beside -> beside).orElseGet(() -> new PageStart.Offset(startIndex - 1L));
        UserSlice slice = users.page(list.organization(), new UserQuery(list.condition(), list.order(), count, start));
        boolean ends = slice.users().size() < count && !slice.cut();
        if (!ends) {
            ListKey key = ListKey.of(list);
            start(known, startIndex, slice.users())
                    .ifPresent(beside -> starts.put(new PageNumber(key, reader, startIndex), beside));
            starts.put(new PageNumber(key, reader, startIndex + slice.users().size()), after(slice.users()));
        }
        return new Page(slice.users(), total(list, startIndex, slice.users(), known.isPresent(), ends));
    }

    /** Returns the start of the same page for a repeated request, since counting far down the list is expensive. */
    private static Optional<Beside> start(Optional<Beside> known, int startIndex, List<PlacedUser> page) {
        return known.isPresent() || startIndex <= FAR
                ? known
                : Optional.of(new Beside(Side.FROM, page.get(0).position()));
    }

    /**
     * Returns the total. A page that is not full shows where the list ends, so that a look-up by name needs no count.
     *
     * @param continued whether the page began at the end of an earlier one
     */
    private long total(CursorScope list, int startIndex, List<PlacedUser> page, boolean continued, boolean ends) {
        long last = startIndex - 1L + page.size();
        if (ends && (continued || startIndex == 1 || !page.isEmpty())) {
            return last;
        }
        long counted = total(list);
        return continued && counted <= last
                ? last + users.countFrom(list.organization(), list.condition(), list.order(), after(page))
                : counted;
    }

    private long total(CursorScope list) {
        return users.count(list.organization(), list.condition());
    }

    private static Beside after(List<PlacedUser> page) {
        return new Beside(Side.AFTER, page.get(page.size() - 1).position());
    }
}
