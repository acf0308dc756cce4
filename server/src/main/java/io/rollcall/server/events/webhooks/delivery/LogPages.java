package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.EventQuery;
import io.rollcall.server.events.LoggedEvent;
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
    private final Map<Long, EventLog.Page> shared = new HashMap<>();
    private final Set<UUID> behind = new HashSet<>();

    LogPages(EventLog log) {
        this.log = log;
    }

    /** Forgets the shared pages, which may have become longer. */
    void forget() {
        shared.clear();
    }

    /** Reads the next page into an endpoint's queue. @return whether there may be more */
    boolean readInto(Endpoint endpoint, long position, Instant now) {
        try {
            UUID id = endpoint.id();
            EventLog.Page page = behind.contains(id)
                    ? log.read(query(endpoint.webhook(), position), MAX_LENGTH)
                    : shared.computeIfAbsent(
                            position, after -> log.read(EventQuery.all(after, Endpoint.window()), MAX_LENGTH));
            endpoint.add(page.events(), page.end(), now);
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
        return new EventQuery(position, webhook.typeLabels(), webhook.organization(), Endpoint.window());
    }

    /** Returns the event at a position; empty if it is no longer retained. */
    Optional<LoggedEvent> find(long position, String id) {
        try {
            return log.read(EventQuery.all(position - 1, 1), MAX_LENGTH).events().stream()
                    .filter(event -> event.position() == position && event.id().equals(id))
                    .findFirst();
        } catch (Refusal notRetained) {
            return Optional.empty();
        }
    }
}
