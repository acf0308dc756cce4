package io.rollcall.reliability.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.reliability.events.EventFeed.FeedEvent;
import io.rollcall.reliability.events.EventReceiver.Arrival;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryCheckTest {
    private static final String ORDER = "a user's events arrive in the order of its versions";

    private final List<FeedEvent> events = List.of(event("1", 1), event("2", 2));

    private static FeedEvent event(String id, int version) {
        return new FeedEvent(id, "user.updated", "user", "u", version, "", true, "user", 7, 0);
    }

    private static Arrival accepted(String id) {
        return new Arrival(id, 7, true);
    }

    private static Arrival refused(String id) {
        return new Arrival(id, 7, false);
    }

    private Verdict check(Arrival... arrivals) {
        Verdict verdict = new Verdict("test");
        new DeliveryCheck(events, List.of(arrivals), verdict).run();
        return verdict;
    }

    @Test
    void countsDuplicates() {
        Verdict verdict = check(refused("1"), accepted("1"), accepted("1"), accepted("2"), accepted("1"));
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.json()).contains("\"duplicates\":3", "\"duplicates of accepted messages\":2");
    }

    @Test
    void findsAnEventThatWasNeverAccepted() {
        assertThat(check(accepted("1"), refused("2")).violations()).containsExactly("each event arrives at least once");
    }

    @Test
    void findsALaterVersionBeforeTheEarlierOne() {
        assertThat(check(accepted("2"), accepted("1")).violations()).containsExactly(ORDER);
    }

    @Test
    void findsALaterVersionThatDoesNotWaitForTheEarlierOne() {
        assertThat(check(refused("1"), refused("2"), accepted("1"), accepted("2"))
                        .violations())
                .containsExactly(ORDER);
    }

    @Test
    void findsAMessageThatIsNoEvent() {
        assertThat(check(accepted("1"), accepted("2"), accepted("3")).violations())
                .containsExactly("each message is an event of the log, with its data");
    }

    @Test
    void findsAMessageWithOtherData() {
        assertThat(check(accepted("1"), new Arrival("2", 8, true)).violations()).hasSize(1);
    }
}
