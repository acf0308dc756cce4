package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A user who was deleted and is not erased yet: nobody for clients, and still known here.
 *
 * @param version the last one
 * @param document the SCIM User as it was last, as JSON text without {@code id} and {@code meta}
 */
public record FormerUser(
        UserId id,
        int version,
        String userName,
        Optional<String> externalId,
        Instant created,
        Instant deleted,
        String document) {}
