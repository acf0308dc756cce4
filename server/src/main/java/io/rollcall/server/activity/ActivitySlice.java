package io.rollcall.server.activity;

import java.util.List;

/**
 * Entries that a query selects.
 *
 * @param cut whether the query selects more within its limit, which would be too much to hold in memory at once
 */
public record ActivitySlice(List<ActivityEntry> entries, boolean cut) {
    public ActivitySlice {
        entries = List.copyOf(entries);
    }
}
