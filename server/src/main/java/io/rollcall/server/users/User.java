package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;

/**
 * A user as stored.
 *
 * @param version counts the changes, from 1
 * @param userName as the client spelled it
 * @param document the SCIM User as JSON text, without {@code id} and {@code meta}
 */
public record User(UserId id, int version, String userName, Instant created, Instant lastModified, String document) {}
