package io.rollcall.server.secrets;

import java.time.Instant;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Random key shared by all servers of an installation.
 *
 * @param id counts the keys of one name
 * @param created empty for a key of an earlier release, until its first rotation is scheduled
 */
public record SharedKey(int id, SecretKey key, Optional<Instant> created) {}
