package io.rollcall.server.events.receipts;

import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.receipts.Offboarding.Receipt;
import io.rollcall.server.events.receipts.Offboarding.Request;
import io.rollcall.server.kernel.OrganizationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Subscriptions of all registered receivers. Each feature with receivers is a source. */
public final class Subscriptions {
    private final List<Supplier<List<Subscription>>> sources;

    public Subscriptions(List<Supplier<List<Subscription>>> sources) {
        this.sources = List.copyOf(sources);
    }

    Expected list() {
        return new Expected(sources.stream()
                .map(Supplier::get)
                .flatMap(Collection::stream)
                .collect(Collectors.groupingBy(
                        subscription -> subscription.receiver().owner())));
    }

    /** Subscriptions by owner, at one time. */
    record Expected(Map<OrganizationId, List<Subscription>> byOwner) {
        /** Returns the receivers that were to acknowledge an offboarding and have not. */
        List<Receiver> missing(Request request, List<Receipt> receipts) {
            Set<Key> acknowledged = receipts.stream().map(Key::of).collect(Collectors.toSet());
            return Stream.of(EventConsumers.OPERATORS, request.organization())
                    .flatMap(owner -> byOwner.getOrDefault(owner, List.of()).stream())
                    .filter(subscription -> subscription.selects(request))
                    .map(Subscription::receiver)
                    .filter(receiver -> !acknowledged.contains(Key.of(receiver)))
                    .toList();
        }
    }

    /** Identity of a receiver. */
    private record Key(Receiver.Kind kind, OrganizationId owner, String name) {
        static Key of(Receiver receiver) {
            return new Key(receiver.kind(), receiver.owner(), receiver.name());
        }

        static Key of(Receipt receipt) {
            return new Key(receipt.kind(), receipt.owner(), receipt.name());
        }
    }
}
