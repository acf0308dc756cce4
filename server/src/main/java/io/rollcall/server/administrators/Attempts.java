package io.rollcall.server.administrators;

import java.time.Instant;

/** How often somebody failed to sign in of late. @param latest when last */
record Attempts(int failures, Instant latest) {}
