package io.rollcall.server.tokens;

import java.time.Instant;

/** When, to the minute, and from where a token last let its bearer in. */
public record LastUse(Instant at, String address) {}
