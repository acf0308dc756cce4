package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.webhooks.Delivery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Deliveries about one subject, such as a user, to one endpoint. Only the first is attempted; the others wait until it is
 * delivered or given up.
 */
final class Line {
    private final String key;
    private final Deque<Item> items = new ArrayDeque<>();

    Line(String key) {
        this.key = key;
    }

    /**
     * A delivery with its event.
     *
     * @param event empty if it must be read from the log
     * @param stored whether the delivery has a row, so that the endpoint's position may pass it
     */
    record Item(Delivery delivery, Optional<LoggedEvent> event, boolean stored) {
        /** Returns the item once it is stored; its event is read again when it is due. */
        Item held() {
            return new Item(delivery, Optional.empty(), true);
        }

        /** Returns the number of characters of the event in memory. */
        long length() {
            return event.map(LoggedEvent::length).orElse(0L);
        }

        /** Returns when the next attempt is due; one that was never attempted, or waited for others, is due now. */
        Instant due() {
            return delivery.nextAttempt().orElse(Instant.EPOCH);
        }
    }

    String key() {
        return key;
    }

    void add(Item item) {
        items.addLast(item);
    }

    Item first() {
        return items.getFirst();
    }

    void replaceFirst(Item item) {
        items.removeFirst();
        items.addFirst(item);
    }

    void removeFirst() {
        items.removeFirst();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Returns whether its first delivery has failed, so that later ones are stored and wait. */
    boolean isBlocked() {
        return !isEmpty() && first().stored();
    }

    /** Returns the items behind the first that have no row yet, and marks them as stored. */
    Deque<Item> holdAll() {
        Deque<Item> held = new ArrayDeque<>();
        Deque<Item> all = new ArrayDeque<>(items);
        Item first = all.removeFirst();
        items.clear();
        items.addLast(first);
        for (Item item : all) {
            if (!item.stored()) {
                held.addLast(item);
            }
            items.addLast(item.stored() ? item : item.held());
        }
        return held;
    }
}
