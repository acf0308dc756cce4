package io.rollcall.reliability.events;

import io.rollcall.reliability.events.EventFeed.FeedEvent;
import io.rollcall.reliability.events.WriteLog.Content;
import io.rollcall.reliability.events.WriteLog.Method;
import io.rollcall.reliability.events.WriteLog.Outcome;
import io.rollcall.reliability.events.WriteLog.Write;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Comparison of the feed with the acknowledged writes. A write is recognised by its display name, which no other has, and a
 * deletion by its place among the versions of the user: each change has a version, so a missing event leaves a gap.
 */
record EventCheck(List<Write> writes, List<FeedEvent> events, Verdict verdict) {
    private static final String DELETED = "user.deleted";
    private static final double MILLIS = 1e6;

    /** Adds violations and figures. */
    void run() {
        eachIdIsUnique();
        versionsAreInOrder();
        acknowledgedWritesHaveOneEvent();
        eventsHaveAWrite();
        deletionsAreCounted();
        verdict.figure("events", events.size());
        verdict.figure(
                "users",
                ofChanges().stream().map(FeedEvent::subjectId).distinct().count());
    }

    private List<FeedEvent> ofChanges() {
        return events.stream().filter(FeedEvent::isOfChange).toList();
    }

    private void eachIdIsUnique() {
        Set<String> ids = new HashSet<>();
        events.forEach(event -> verdict.require(ids.add(event.id()), "no event is in the log twice", event.toString()));
    }

    private void versionsAreInOrder() {
        Map<String, Integer> last = new HashMap<>();
        for (FeedEvent event : ofChanges()) {
            int expected = last.getOrDefault(event.subjectId(), 0) + 1;
            verdict.require(
                    event.version() >= expected, "a user's events are in the order of its versions", event.toString());
            verdict.require(event.version() <= expected, "each version of a user has an event", event.toString());
            last.put(event.subjectId(), event.version());
        }
    }

    private void acknowledgedWritesHaveOneEvent() {
        Map<String, List<FeedEvent>> byMark = byMark();
        for (Write write : writes) {
            if (write.method() != Method.DELETE && write.outcome() == Outcome.ACKNOWLEDGED) {
                List<FeedEvent> found = byMark.getOrDefault(write.content().mark(), List.of());
                verdict.require(
                        found.size() == 1,
                        "each acknowledged write has exactly one event",
                        write + " has " + found.size());
                found.forEach(event -> verdict.require(
                        isOf(write, event), "an event has the values of its write", write + " has " + event));
            }
        }
    }

    private Map<String, List<FeedEvent>> byMark() {
        return ofChanges().stream()
                .filter(event -> !event.type().equals(DELETED))
                .collect(Collectors.groupingBy(FeedEvent::mark));
    }

    private static boolean isOf(Write write, FeedEvent event) {
        Content content = write.content();
        return event.subjectId().equals(write.user())
                && event.version() == write.version()
                && event.active() == content.active().orElse(event.active())
                && event.role().equals(content.role().orElse(event.role()));
    }

    private void eventsHaveAWrite() {
        Set<String> possible = writes.stream()
                .filter(write -> write.outcome() == Outcome.ACKNOWLEDGED || write.outcome() == Outcome.UNKNOWN)
                .map(write -> write.content().mark())
                .collect(Collectors.toSet());
        byMark().forEach((mark, found) ->
                verdict.require(possible.contains(mark), "no refused write has an event", found.toString()));
    }

    private void deletionsAreCounted() {
        Map<String, Long> acknowledged = deletions(Outcome.ACKNOWLEDGED);
        Map<String, Long> unknown = deletions(Outcome.UNKNOWN);
        Map<String, Long> found = ofChanges().stream()
                .filter(event -> event.type().equals(DELETED))
                .collect(Collectors.groupingBy(FeedEvent::subjectId, Collectors.counting()));
        Set<String> users = new HashSet<>(acknowledged.keySet());
        users.addAll(found.keySet());
        for (String user : users) {
            long least = acknowledged.getOrDefault(user, 0L);
            long most = least + unknown.getOrDefault(user, 0L);
            long count = found.getOrDefault(user, 0L);
            verdict.require(
                    count >= least && count <= most,
                    "each acknowledged deletion has exactly one event",
                    "%s: %d to %d deletions, %d events".formatted(user, least, most, count));
        }
    }

    private Map<String, Long> deletions(Outcome outcome) {
        return writes.stream()
                .filter(write -> write.method() == Method.DELETE && write.outcome() == outcome)
                .collect(Collectors.groupingBy(Write::user, Collectors.counting()));
    }

    /** Adds percentiles of the time from the response of a write until its event was read; 0 if the event was faster. */
    void delays() {
        Map<String, List<FeedEvent>> byMark = byMark();
        List<Double> delays = new ArrayList<>();
        for (Write write : writes) {
            List<FeedEvent> found = byMark.getOrDefault(write.content().mark(), List.of());
            if (write.outcome() == Outcome.ACKNOWLEDGED && !found.isEmpty()) {
                delays.add(Math.max(0, found.get(0).read() - write.ended()) / MILLIS);
            }
        }
        Collections.sort(delays);
        verdict.require(!delays.isEmpty(), "there are delays to measure", "no write has an event");
        if (!delays.isEmpty()) {
            verdict.figure("delay p50 ms", percentile(delays, 0.5));
            verdict.figure("delay p99 ms", percentile(delays, 0.99));
            verdict.figure("delay max ms", percentile(delays, 1));
        }
    }

    private static long percentile(List<Double> sorted, double share) {
        return Math.round(sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share))));
    }
}
