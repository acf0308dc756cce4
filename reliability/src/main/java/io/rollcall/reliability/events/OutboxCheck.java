package io.rollcall.reliability.events;

import io.rollcall.reliability.events.EventFeed.FeedEvent;
import io.rollcall.reliability.events.OutboxConnector.Message;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Comparison of the messages of {@link OutboxConnector} with the feed, which has all committed events.
 *
 * @param redacted ids of events that were changed after they were committed
 */
record OutboxCheck(List<FeedEvent> events, List<Message> messages, List<String> redacted, Verdict verdict) {

    /** Adds violations and figures. */
    void run() {
        Map<String, FeedEvent> committed = events.stream().collect(Collectors.toMap(FeedEvent::id, event -> event));
        Map<String, Message> first = new LinkedHashMap<>();
        messages.forEach(message -> first.putIfAbsent(message.id(), message));
        events.forEach(event ->
                verdict.require(first.containsKey(event.id()), "each committed event is a message", event.toString()));
        messages.forEach(message -> verdict.require(
                committed.containsKey(message.id()), "each message is a committed event", message.toString()));
        first.values().stream()
                .filter(message -> committed.containsKey(message.id()))
                .forEach(message -> compare(message, committed.get(message.id())));
        inOrder(first.values().stream()
                .map(message -> committed.get(message.id()))
                .filter(event -> event != null && event.isOfChange())
                .toList());
        verdict.figure("messages", messages.size());
        verdict.figure("messages sent again", messages.size() - first.size());
        verdict.figure(
                "messages by topic",
                messages.stream().collect(Collectors.groupingBy(Message::topic, TreeMap::new, Collectors.counting())));
    }

    private void compare(Message message, FeedEvent event) {
        verdict.require(
                message.topic().equals("rollcall." + event.subject()),
                "messages are routed by type",
                message.toString());
        verdict.require(message.key().equals(event.subjectId()), "messages are keyed by id", message.toString());
        verdict.require(
                message.type().equals(event.type())
                        && message.version().equals(Integer.toString(event.version()))
                        && !message.organization().equals("null")
                        && message.time() > 0,
                "messages have the headers of their events",
                message.toString());
        verdict.require(
                message.data() == event.data() || redacted.contains(event.id()),
                "messages have the data of their events",
                message.toString());
    }

    private void inOrder(List<FeedEvent> sent) {
        Map<String, Integer> last = new HashMap<>();
        for (FeedEvent event : sent) {
            int before = last.getOrDefault(event.subjectId(), 0);
            verdict.require(
                    event.version() > before, "a user's messages are in the order of its versions", event.toString());
            last.put(event.subjectId(), event.version());
        }
    }
}
