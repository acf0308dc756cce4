package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code former_users} without its document; {@code externalId} is null where there is none. */
record FormerUserRow(UserId id, int version, String userName, String externalId, Instant created, Instant deleted) {

    UserSummary toAccount() {
        return new UserSummary(
                id,
                UserSummary.State.FORMER,
                userName,
                Optional.ofNullable(externalId),
                Optional.empty(),
                version,
                created,
                deleted,
                Optional.of(deleted));
    }
}
