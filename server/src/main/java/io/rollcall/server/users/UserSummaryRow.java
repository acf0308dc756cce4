package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code users} without its documents; {@code externalId}, {@code role} and {@code deactivated} may be null. */
record UserSummaryRow(
        UserId id,
        int version,
        String userName,
        String externalId,
        boolean active,
        String role,
        Instant created,
        Instant lastModified,
        Instant deactivated) {

    UserSummary toAccount() {
        return new UserSummary(
                id,
                active ? UserSummary.State.ACTIVE : UserSummary.State.INACTIVE,
                userName,
                Optional.ofNullable(externalId),
                Optional.ofNullable(role),
                version,
                created,
                lastModified,
                Optional.ofNullable(deactivated));
    }
}
