package io.rollcall.server.events.receipts;

import java.util.Set;

/**
 * Offboardings that a registered receiver is expected to acknowledge: those of its organization, or of all, since it was
 * registered.
 *
 * @param types labels of the types of events that it gets; empty for all
 * @param skipped position up to which it gets no events, or none any more, whether or not it has acknowledged them; 0 for none
 */
public record Subscription(Receiver receiver, Set<String> types, long skipped) {
    public Subscription {
        types = Set.copyOf(types);
    }

    /** Returns whether an offboarding of its organization, or of any, is among them. */
    boolean selects(Offboarding.Request request) {
        return request.position() > skipped
                && (types.isEmpty() || types.contains(request.type()))
                && !request.requested().isBefore(receiver.registered());
    }
}
