package io.rollcall.server.events;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.retention.Retention;
import java.time.Instant;

/** Statements that delete old events; see EventPruningMapper.xml. */
interface EventPruningMapper extends Retention.AgedTable {
    @Override
    @CrossOrganization("rows are kept for the same time in every organization")
    default int prune(Instant before, int limit) {
        int deleted = deleteOldest(before, limit);
        notePruned();
        return deleted;
    }

    @CrossOrganization("rows are kept for the same time in every organization")
    int deleteOldest(Instant before, int limit);

    /** Records the position below which no event is left, so that a reader that has missed some is told. */
    @CrossOrganization("the log is of all organizations")
    int notePruned();
}
