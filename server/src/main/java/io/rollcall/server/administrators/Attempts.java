package io.rollcall.server.administrators;

import java.time.Instant;

/** Recent failed sign-ins. @param latest time of the last one */
record Attempts(int failures, Instant latest) {}
