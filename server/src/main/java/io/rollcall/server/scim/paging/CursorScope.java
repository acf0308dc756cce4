package io.rollcall.server.scim.paging;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.UserOrder;
import java.nio.charset.StandardCharsets;

/**
 * The only list that a cursor is valid for: an organization's users that match a filter, in an order (RFC 9865 sections 2 and
 * 5.2). Filters with the same meaning are equal, however they are written.
 */
public record CursorScope(OrganizationId organization, Condition condition, UserOrder order) {

    /** The same for equal scopes, since records print all that they hold. */
    byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
