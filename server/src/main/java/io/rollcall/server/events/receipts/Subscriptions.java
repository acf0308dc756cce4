package io.rollcall.server.events.receipts;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Subscriptions of all registered receivers. Each feature with receivers is a source. */
public final class Subscriptions {
    private final List<Supplier<List<Subscription>>> sources;

    public Subscriptions(List<Supplier<List<Subscription>>> sources) {
        this.sources = List.copyOf(sources);
    }

    List<Subscription> list() {
        return sources.stream().map(Supplier::get).flatMap(Collection::stream).toList();
    }

    /** Returns the receivers among them that were to acknowledge an offboarding and have not. */
    static List<Receiver> missing(
            List<Subscription> subscriptions, Offboarding.Request request, List<Offboarding.Receipt> receipts) {
        return subscriptions.stream()
                .filter(subscription -> subscription.selects(request))
                .map(Subscription::receiver)
                .filter(receiver -> receipts.stream().noneMatch(receipt -> receipt.isOf(receiver)))
                .toList();
    }
}
