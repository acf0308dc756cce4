package io.rollcall.server.scim.paging;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.UserOrder;
import java.nio.charset.StandardCharsets;

/**
 * List for which a cursor is valid: an organization, a filter and an order (RFC 9865 sections 2 and 5.2). Filters with the same
 * meaning are equal, in any notation.
 */
public record CursorScope(OrganizationId organization, Condition condition, UserOrder order) implements Cursors.Scope {

    /** Returns bytes that are equal for equal scopes, since a record's text contains all components. */
    @Override
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
