package io.rollcall.server.audit.chain;

import java.time.Instant;
import java.util.List;

/**
 * Ends of all chains at one time, to be stored where nobody with write access to the database can change it.
 *
 * @param at when it was made
 * @param heads the end of each chain, the audit log's first
 */
public record Checkpoint(Instant at, List<Head> heads) {
    public Checkpoint {
        heads = List.copyOf(heads);
    }
}
