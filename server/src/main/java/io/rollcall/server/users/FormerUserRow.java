package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code former_users}; {@code externalId} is null where there is none. */
record FormerUserRow(
        UserId id, int version, String userName, String externalId, Instant created, Instant deleted, String document) {

    FormerUser toFormerUser() {
        return new FormerUser(id, version, userName, Optional.ofNullable(externalId), created, deleted, document);
    }
}
