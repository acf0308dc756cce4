package io.rollcall.server.scim.filter;

import static io.rollcall.server.scim.scimple.protocol.ScimProblem.Type.INVALID_PATH;
import static io.rollcall.server.scim.scimple.protocol.ScimProblem.Type.INVALID_VALUE;

import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.UserOrder;
import java.util.Locale;
import java.util.Optional;

/** Translation of {@code sortBy} and {@code sortOrder} to the order of a list (RFC 7644 section 3.4.2.3). */
public final class UserSort {
    private final UserTargets targets;

    /** @param usersUrl URL of {@code /Users} with a trailing slash, as in {@code meta.location} */
    public UserSort(UserSchemas schemas, String usersUrl) {
        this.targets = new UserTargets(schemas, usersUrl, INVALID_PATH);
    }

    /** Returns the order. Without {@code sortBy} it is the order of creation, and {@code sortOrder} is ignored. */
    public UserOrder order(Optional<String> sortBy, Optional<String> sortOrder) {
        boolean descending = isDescending(sortOrder.orElse("ascending"));
        return sortBy.map(name -> order(targets.resolve(name).comparable(INVALID_PATH), descending))
                .orElse(UserOrder.BY_ID);
    }

    private static UserOrder order(UserTarget target, boolean descending) {
        return new UserOrder(target.operand(), target.array(), descending);
    }

    /** @throws ScimProblem INVALID_VALUE if it is no sort order */
    public static boolean isDescending(String sortOrder) {
        return switch (sortOrder.toLowerCase(Locale.ROOT)) {
            case "ascending" -> false;
            case "descending" -> true;
            default ->
                throw new ScimProblem(
                        INVALID_VALUE, "\"sortOrder\" must be ascending or descending, not \"" + sortOrder + "\".");
        };
    }
}
