package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Result of verifying one chain.
 *
 * @param begins the position of the first entry whose block is kept
 * @param end the end of the chain
 * @param pruned the number of entries, from {@code begins} on, that were pruned as configured
 * @param erased the number of entries whose texts were erased
 * @param waiting the number of entries that are not chained yet
 * @param prunedBefore the time before which entries were pruned; empty if none ever were
 * @param findings all problems, first broken entry first; empty if the chain is intact
 */
public record ChainReport(
        OrganizationId chain,
        long begins,
        Head end,
        long pruned,
        long erased,
        long waiting,
        Optional<Instant> prunedBefore,
        List<Finding> findings) {
    public ChainReport {
        findings = List.copyOf(findings);
    }

    /** Returns whether the chain is intact. */
    public boolean isIntact() {
        return findings.isEmpty();
    }
}
