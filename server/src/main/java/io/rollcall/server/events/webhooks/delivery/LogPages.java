package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.EventQuery;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.kernel.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reader of the log for many endpoints. Those at the same position share a page, as most do that wait for the next event; one
 * that is behind reads only events that it selects.
 */
final class LogPages {
    /** Characters of data in a page. */
    private static final long MAX_LENGTH = 256L * 1024;

    private final EventLog log;
    private final Map<PagePosition, EventLog.Page> shared = new HashMap<>();
    private final Set<UUID> behind = new HashSet<>();

    LogPages(EventLog log) {
        this.log = log;
    }

    /** Position of a shared page. @param documents whether its events have documents */
    private record PagePosition(long position, boolean documents) {
        EventLog.Page read(EventLog log) {
            return log.read(EventQuery.all(position, Endpoint.window()).withDocuments(documents), MAX_LENGTH);
        }
    }

    /** Forgets the shared pages, which may have become longer. */
    void forget() {
        shared.clear();
    }

    /**
     * Reads the next page into an endpoint's queue.
     *
     * @param room number of characters of its events that may stay in memory
     * @return whether there may be more
     */
    boolean readInto(Endpoint endpoint, long position, Instant now, long room) {
        try {
            UUID id = endpoint.id();
            EventLog.Page page = behind.contains(id)
                    ? log.read(query(endpoint.webhook(), position), MAX_LENGTH)
                    : shared.computeIfAbsent(
                            new PagePosition(position, endpoint.webhook().document()), start -> start.read(log));
            endpoint.add(page.events(), page.end(), now, room);
            if (page.more()) {
                behind.add(id);
            } else {
                behind.remove(id);
            }
            return page.more();
        } catch (Refusal notRetained) {
            endpoint.skipTo(log.beginning());
            return true;
        }
    }

    private static EventQuery query(Webhook webhook, long position) {
        return new EventQuery(
                position, webhook.typeLabels(), webhook.organization(), Endpoint.window(), webhook.document());
    }

    /** Returns the event of a delivery; empty if it is no longer retained. */
    Optional<LoggedEvent> find(Webhook webhook, Delivery delivery) {
        long position = delivery.position();
        try {
            EventQuery query = EventQuery.all(position - 1, 1).withDocuments(webhook.document());
            return log.read(query, MAX_LENGTH).events().stream()
                    .filter(event -> event.position() == position && event.id().equals(delivery.eventId()))
                    .findFirst();
        } catch (Refusal notRetained) {
            return Optional.empty();
        }
    }
}
