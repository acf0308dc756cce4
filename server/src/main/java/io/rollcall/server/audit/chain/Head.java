package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/**
 * End of a chain.
 *
 * @param position the number of entries in the chain, counted from its beginning
 * @param hash the hash of the chain after the last entry
 * @param newest the time of the newest entry of the last block
 */
public record Head(OrganizationId chain, long position, Hash hash, Instant newest) {
    private static final String DOMAIN = "rollcall/chain/v1";

    /** Chain id of the audit log; organization ids start at 1. */
    public static final OrganizationId AUDIT = new OrganizationId(0);

    /** Returns the end of a chain that has no entry yet. */
    static Head empty(OrganizationId chain) {
        return new Head(chain, 0, HashInput.of(DOMAIN).number(chain.value()).hash(), Instant.EPOCH);
    }
}
