package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code users} without its documents; {@code externalId}, {@code role} and {@code deactivated} may be null. */
record AccountRow(
        UserId id,
        int version,
        String userName,
        String externalId,
        boolean active,
        String role,
        Instant created,
        Instant lastModified,
        Instant deactivated) {

    Account toAccount() {
        return new Account(
                id,
                active ? Account.State.ACTIVE : Account.State.INACTIVE,
                userName,
                Optional.ofNullable(externalId),
                Optional.ofNullable(role),
                version,
                created,
                lastModified,
                Optional.ofNullable(deactivated));
    }
}
