package io.rollcall.server.events;

import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventLogMapper.Bounds;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reader of the events of all organizations, in the order of their positions. A reader of a page has seen every event up to
 * its end; none appears before it later.
 */
@Singleton
public final class EventLog {
    /** Characters of data in a page, so that pages of all readers fit in memory. */
    static final long MAX_LENGTH = 1024L * 1024;

    /** Positions that a page passes at most, so that a filter that selects few events is not slow. */
    static final int MAX_PASSED = 10_000;

    private final Database database;
    private final WorkingMemory memory;

    @Inject
    public EventLog(Database database, WorkingMemory memory) {
        this.database = database;
        this.memory = memory;
        database.register(EventLogMapper.class);
        database.register(Bounds.class, Bounds::read);
        database.register(LoggedEvent.class, LoggedEvent::read);
    }

    /**
     * Part of the log.
     *
     * @param end position up to which all events that the query selects are on this page or earlier ones
     * @param more whether there are positions after it, and so perhaps events
     */
    public record Page(List<LoggedEvent> events, long end, boolean more) {
        public Page {
            events = List.copyOf(events);
        }

        /** Returns whether the reader has read all events that the query selects. */
        public boolean isEmpty() {
            return events.isEmpty() && !more;
        }
    }

    /** Returns the position of the newest event; 0 if there is none. */
    public long newest() {
        return bounds().next() - 1;
    }

    /** Returns the position before the oldest retained event. */
    public long beginning() {
        return bounds().pruned();
    }

    /** Returns the position before the first retained event at that time or later; the newest if there is none. */
    public long positionBefore(Instant time) {
        return database.read(tx -> tx.mapper(EventLogMapper.class).positionBefore(time))
                .orElseGet(this::newest);
    }

    /** Returns the number of an organization's events after a position; of all events if it is empty. */
    public long countAfter(Optional<OrganizationId> organization, long position) {
        long all = Math.max(0, newest() - position);
        return all == 0
                ? 0
                : organization
                        .map(only -> database.read(
                                tx -> tx.mapper(EventLogMapper.class).countAfter(only, position)))
                        .orElse(all);
    }

    private Bounds bounds() {
        return database.read(tx -> tx.mapper(EventLogMapper.class).bounds());
    }

    /**
     * Returns the events that the query selects: fewer than its limit if their data are long or it selects few, but at least
     * one if there is any among the next {@link #MAX_PASSED}.
     *
     * @throws Refusal GONE if events after that position were deleted for their age
     */
    public Page read(EventQuery query) {
        return read(query, MAX_LENGTH);
    }

    /** Returns events like {@link #read(EventQuery)}. @param maxLength maximum number of characters of their data */
    public Page read(EventQuery query, long maxLength) {
        return database.read(tx -> read(tx, query, maxLength));
    }

    private Page read(Transaction tx, EventQuery query, long maxLength) {
        EventLogMapper mapper = tx.mapper(EventLogMapper.class);
        Bounds bounds = mapper.bounds();
        if (query.after() < bounds.pruned()) {
            throw Refusal.gone(
                    "Events after this cursor were deleted because of their age. Begin again: read a snapshot of"
                            + " all users from /api/admin/v1/events/snapshot, then follow the events after the cursor that"
                            + " it returns.");
        }
        long newest = bounds.next() - 1;
        long last = Math.min(newest, query.after() + MAX_PASSED);
        if (last <= query.after()) {
            return new Page(List.of(), query.after(), false);
        }
        BoundedRows<LoggedEvent, LoggedEvent> rows =
                new BoundedRows<>(maxLength, memory, tx::cancel, event -> event, LoggedEvent::length);
        mapper.page(query, last, rows);
        BoundedRows.Slice<LoggedEvent> slice = rows.slice();
        List<LoggedEvent> events = slice.items();
        boolean cut = slice.cut() || events.size() == query.limit();
        long end = cut ? events.get(events.size() - 1).position() : last;
        return new Page(events, end, end < newest);
    }
}
