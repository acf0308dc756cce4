package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.util.Optional;

/**
 * Query for present users by an operator, oldest first.
 *
 * @param active only those who are, or only those who are not
 * @param after only those whose id is greater, to go on from one
 */
public record UserSummaryQuery(Optional<Boolean> active, Optional<String> role, Optional<UserId> after, int limit) {
    UserSummaryQuery from(Optional<UserId> start, int most) {
        return new UserSummaryQuery(active, role, start, most);
    }
}
