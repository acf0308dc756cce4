package io.rollcall.server.administrators;

import java.time.Instant;

/** A row of {@code sessions}. */
record SessionRow(long administratorId, Instant created, Instant lastSeen) {}
