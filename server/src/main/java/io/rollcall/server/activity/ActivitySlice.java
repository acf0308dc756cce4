package io.rollcall.server.activity;

import java.util.List;

/**
 * Entries that a query selects.
 *
 * @param cut whether the query selects more within its limit, which would be too much to hold in memory at once
 */
public record ActivitySlice(List<ActivityEntry> entries, boolean cut) {
    /** Characters of the texts of a slice that a request reads: requests of all workers fit in a small heap. */
    public static final long OF_REQUEST = 256L * 1024;

    /** Characters of the texts of a slice that a command reads. */
    public static final long OF_COMMAND = 4L * 1024 * 1024;

    public ActivitySlice {
        entries = List.copyOf(entries);
    }
}
