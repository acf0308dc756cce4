package io.rollcall.reliability.events;

import io.rollcall.reliability.events.EventFeed.FeedEvent;
import io.rollcall.reliability.events.EventReceiver.Arrival;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Comparison of the messages at a receiver with the events of users in the log. */
record DeliveryCheck(List<FeedEvent> events, List<Arrival> arrivals, Verdict verdict) {

    /** Adds violations and figures. */
    void run() {
        List<FeedEvent> ofUsers =
                events.stream().filter(event -> event.subject().equals("user")).toList();
        Map<String, Integer> firstArrival = new HashMap<>();
        Map<String, Integer> firstAcceptance = new HashMap<>();
        int again = 0;
        for (int place = 0; place < arrivals.size(); place++) {
            Arrival arrival = arrivals.get(place);
            firstArrival.putIfAbsent(arrival.id(), place);
            again += firstAcceptance.containsKey(arrival.id()) ? 1 : 0;
            if (arrival.accepted()) {
                firstAcceptance.putIfAbsent(arrival.id(), place);
            }
        }
        eachHasArrived(ofUsers, firstAcceptance);
        eachIsInTheLog(ofUsers);
        inOrder(ofUsers, firstArrival, firstAcceptance);
        verdict.figure("messages", arrivals.size());
        verdict.figure(
                "messages refused",
                arrivals.stream().filter(arrival -> !arrival.accepted()).count());
        verdict.figure("duplicates", arrivals.size() - firstArrival.size());
        verdict.figure("duplicates of accepted messages", again);
    }

    private void eachHasArrived(List<FeedEvent> ofUsers, Map<String, Integer> firstAcceptance) {
        ofUsers.forEach(event -> verdict.require(
                firstAcceptance.containsKey(event.id()), "each event arrives at least once", event.toString()));
    }

    private void eachIsInTheLog(List<FeedEvent> ofUsers) {
        Map<String, Set<Integer>> data = ofUsers.stream()
                .collect(Collectors.groupingBy(FeedEvent::id, Collectors.mapping(FeedEvent::data, Collectors.toSet())));
        arrivals.forEach(arrival -> verdict.require(
                data.getOrDefault(arrival.id(), Set.of()).contains(arrival.data()),
                "each message is an event of the log, with its data",
                arrival.toString()));
    }

    /** A later event of a user must not arrive before the receiver has accepted the earlier one. */
    private void inOrder(
            List<FeedEvent> ofUsers, Map<String, Integer> firstArrival, Map<String, Integer> firstAcceptance) {
        Map<String, FeedEvent> last = new HashMap<>();
        for (FeedEvent event : ofUsers) {
            FeedEvent earlier = last.put(event.subjectId(), event);
            if (earlier != null && firstArrival.containsKey(event.id())) {
                int accepted = firstAcceptance.getOrDefault(earlier.id(), Integer.MAX_VALUE);
                verdict.require(
                        firstArrival.get(event.id()) > accepted,
                        "a user's events arrive in the order of its versions",
                        event + " arrives before the receiver has accepted " + earlier);
            }
        }
    }
}
