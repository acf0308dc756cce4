package io.rollcall.server.credentials;

import java.time.Instant;

/** When, to the minute, and from which address a credential last let its bearer in. */
public record LastUse(Instant at, String address) {
    private static final int MAX_ADDRESS = 45;

    public LastUse {
        address = address.substring(0, Math.min(address.length(), MAX_ADDRESS));
    }
}
