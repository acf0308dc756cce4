package io.rollcall.reliability.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.reliability.events.EventFeed.FeedEvent;
import io.rollcall.reliability.events.WriteLog.Content;
import io.rollcall.reliability.events.WriteLog.Method;
import io.rollcall.reliability.events.WriteLog.Outcome;
import io.rollcall.reliability.events.WriteLog.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventCheckTest {
    private static final String COUNT = "each acknowledged write has exactly one event";
    private static final String GAP = "each version of a user has an event";
    private static final String ORDER = "a user's events are in the order of its versions";

    private final List<Write> writes = new ArrayList<>(List.of(
            write(Method.POST, "a", Outcome.ACKNOWLEDGED, 1),
            write(Method.PUT, "b", Outcome.ACKNOWLEDGED, 2),
            write(Method.PATCH, "c", Outcome.UNKNOWN, 0),
            write(Method.DELETE, "", Outcome.ACKNOWLEDGED, 0)));
    private final List<FeedEvent> events = new ArrayList<>(List.of(
            event("1", "user.created", 1, "a"),
            event("2", "user.updated", 2, "b"),
            event("3", "user.updated", 3, "c"),
            event("4", "user.deleted", 4, "c")));

    private static Write write(Method method, String mark, Outcome outcome, int version) {
        return new Write(
                method, "u", new Content(mark, Optional.of(true), Optional.of("user")), outcome, "", version, 0);
    }

    private static FeedEvent event(String id, String type, int version, String mark) {
        return new FeedEvent(id, type, "user", "u", version, mark, true, "user", 0, 2_000_000);
    }

    private List<String> violations() {
        Verdict verdict = new Verdict("test");
        new EventCheck(writes, events, verdict).run();
        return verdict.violations();
    }

    @Test
    void findsNothingIfEachWriteHasItsEvent() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void permitsThatAnUnknownWriteHasNone() {
        events.set(2, event("3", "user.deleted", 3, "b"));
        events.remove(3);
        assertThat(violations()).isEmpty();
    }

    @Test
    void findsAMissingEvent() {
        events.remove(1);
        assertThat(violations()).containsExactly(GAP, COUNT);
    }

    @Test
    void findsAMissingEventOfTheLastWrite() {
        writes.add(write(Method.POST, "d", Outcome.ACKNOWLEDGED, 5));
        assertThat(violations()).containsExactly(COUNT);
    }

    @Test
    void findsAMissingDeletion() {
        events.remove(3);
        assertThat(violations()).containsExactly("each acknowledged deletion has exactly one event");
    }

    @Test
    void findsASecondEventOfAWrite() {
        events.add(event("5", "user.updated", 5, "b"));
        assertThat(violations()).contains(COUNT);
    }

    @Test
    void findsAnEventThatIsReadTwice() {
        events.add(events.get(3));
        assertThat(violations()).contains("no event is in the log twice", ORDER);
    }

    @Test
    void findsEventsOutOfOrder() {
        events.add(1, events.remove(2));
        assertThat(violations()).contains(ORDER);
    }

    @Test
    void findsAnEventOfARefusedWrite() {
        writes.set(2, write(Method.PATCH, "c", Outcome.REFUSED, 0));
        assertThat(violations()).containsExactly("no refused write has an event");
    }

    @Test
    void findsAnEventWithOtherValues() {
        writes.set(1, write(Method.PUT, "b", Outcome.ACKNOWLEDGED, 3));
        assertThat(violations()).containsExactly("an event has the values of its write");
    }

    @Test
    void measuresDelaysOfAcknowledgedWrites() {
        Verdict verdict = new Verdict("test");
        new EventCheck(writes, events, verdict).delays();
        assertThat(verdict.json()).contains("\"delay max ms\":2");
    }
}
