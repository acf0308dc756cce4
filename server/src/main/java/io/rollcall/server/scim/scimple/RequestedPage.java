package io.rollcall.server.scim.scimple;

import io.rollcall.server.scim.filter.UserSort;
import io.rollcall.server.users.query.UserOrder;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.directory.scim.spec.filter.PageRequest;
import org.apache.directory.scim.spec.filter.SortRequest;

/** Page request in the form of SCIMple's contract, extended by a cursor (RFC 9865). */
final class RequestedPage extends PageRequest {
    private final Optional<String> cursor;

    private RequestedPage(Optional<String> cursor) {
        this.cursor = cursor;
    }

    static RequestedPage of(SearchRequest search) {
        RequestedPage page = new RequestedPage(search.cursor());
        search.startIndex().ifPresent(page::setStartIndex);
        search.count().ifPresent(page::setCount);
        return page;
    }

    /** Returns the cursor; an empty string requests the first page. */
    static Optional<String> cursor(PageRequest page) {
        return page instanceof RequestedPage requested ? requested.cursor : Optional.empty();
    }

    static OptionalInt startIndex(PageRequest page) {
        return page.getStartIndex() == null ? OptionalInt.empty() : OptionalInt.of(page.getStartIndex());
    }

    static OptionalInt count(PageRequest page) {
        return page.getCount() == null ? OptionalInt.empty() : OptionalInt.of(page.getCount());
    }

    /** Sort request as the client wrote it: SCIMple's attribute references truncate some names and fail on others. */
    static final class Sort extends SortRequest {
        private final Optional<String> by;
        private final Optional<String> order;

        Sort(SearchRequest search) {
            this.by = search.sortBy();
            this.order = search.sortOrder();
        }

        /** Returns the order that was passed through the contract. */
        static UserOrder order(SortRequest request, UserSort sort) {
            return request instanceof Sort requested ? sort.order(requested.by, requested.order) : UserOrder.BY_ID;
        }
    }
}
