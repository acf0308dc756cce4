package io.rollcall.server.scim.paging;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.UserOrder;
import java.nio.charset.StandardCharsets;

/**
 * The list that a cursor belongs to and is good for nowhere else: an organization's users whom a filter selects, in an
 * order (RFC 9865 sections 2 and 5.2). It is what the filter means that counts, not how it is spelled.
 */
public record CursorScope(OrganizationId organization, Condition condition, UserOrder order) {

    /** The same for equal scopes, since records print all that they hold. */
    byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
