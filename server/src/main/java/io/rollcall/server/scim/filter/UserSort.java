package io.rollcall.server.scim.filter;

import static io.rollcall.server.scim.scimple.protocol.ScimProblem.Type.INVALID_PATH;
import static io.rollcall.server.scim.scimple.protocol.ScimProblem.Type.INVALID_VALUE;

import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.UserOrder;
import java.util.Locale;
import java.util.Optional;

/** Turns {@code sortBy} and {@code sortOrder} into the order of a list of users (RFC 7644 section 3.4.2.3). */
public final class UserSort {
    private final UserTargets targets;

    /** @param usersUrl the address of {@code /Users} with a slash at its end, as {@code meta.location} has it */
    public UserSort(UserSchemas schemas, String usersUrl) {
        this.targets = new UserTargets(schemas, usersUrl, INVALID_PATH);
    }

    /** Without {@code sortBy} the order is that of creation, whatever {@code sortOrder} says. */
    public UserOrder order(Optional<String> sortBy, Optional<String> sortOrder) {
        boolean descending = isDescending(sortOrder.orElse("ascending"));
        return sortBy.map(name -> order(targets.resolve(name).comparable(INVALID_PATH), descending))
                .orElse(UserOrder.BY_ID);
    }

    private static UserOrder order(UserTarget target, boolean descending) {
        return new UserOrder(target.operand(), target.array(), descending);
    }

    private static boolean isDescending(String sortOrder) {
        return switch (sortOrder.toLowerCase(Locale.ROOT)) {
            case "ascending" -> false;
            case "descending" -> true;
            default ->
                throw new ScimProblem(
                        INVALID_VALUE, "\"sortOrder\" is ascending or descending, not \"" + sortOrder + "\".");
        };
    }
}
