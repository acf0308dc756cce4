package io.rollcall.server.audit;

import java.util.List;

/**
 * Entries that a query selects.
 *
 * @param cut whether the query selects more within its limit, which would be too much to hold in memory at once
 */
public record AuditSlice(List<AuditEntry> entries, boolean cut) {
    /** Characters of the texts of a slice that a request reads: requests of all workers fit in a small heap. */
    public static final long OF_REQUEST = 256L * 1024;

    /** Characters of the texts of a slice that a command reads. */
    public static final long OF_COMMAND = 4L * 1024 * 1024;

    public AuditSlice {
        entries = List.copyOf(entries);
    }
}
