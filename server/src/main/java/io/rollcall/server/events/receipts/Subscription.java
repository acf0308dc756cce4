package io.rollcall.server.events.receipts;

import io.rollcall.server.events.EventConsumers;
import java.util.Set;

/**
 * Offboardings that a registered receiver is expected to acknowledge: those of its organization, or of all, since it was
 * registered.
 *
 * @param types labels of the types of events that it gets; empty for all
 */
public record Subscription(Receiver receiver, Set<String> types) {
    public Subscription {
        types = Set.copyOf(types);
    }

    boolean selects(Offboarding.Request request) {
        return (receiver.owner().equals(EventConsumers.OPERATORS)
                        || receiver.owner().equals(request.organization()))
                && (types.isEmpty() || types.contains(request.type()))
                && !request.requested().isBefore(receiver.registered());
    }
}
