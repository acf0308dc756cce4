package io.rollcall.reliability.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.reliability.events.EventFeed.FeedEvent;
import io.rollcall.reliability.events.OutboxConnector.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxCheckTest {
    private final List<FeedEvent> events = List.of(event("1", 1), event("2", 2));

    private static FeedEvent event(String id, int version) {
        return new FeedEvent(id, "user.updated", "user", "u", version, "", true, "user", 7, 0);
    }

    private static Message message(String id, int version) {
        return new Message("rollcall.user", "u", id, "user.updated", Integer.toString(version), "1", 7, 1);
    }

    private List<String> violations(Message... messages) {
        Verdict verdict = new Verdict("test");
        new OutboxCheck(events, List.of(messages), List.of(), verdict).run();
        return verdict.violations();
    }

    @Test
    void permitsMessagesThatAreSentAgain() {
        assertThat(violations(message("1", 1), message("2", 2), message("1", 1), message("2", 2)))
                .isEmpty();
    }

    @Test
    void findsAMissingMessage() {
        assertThat(violations(message("1", 1))).containsExactly("each committed event is a message");
    }

    @Test
    void findsAMessageThatWasNeverCommitted() {
        assertThat(violations(message("1", 1), message("2", 2), message("3", 3)))
                .containsExactly("each message is a committed event");
    }

    @Test
    void findsMessagesOutOfOrder() {
        assertThat(violations(message("2", 2), message("1", 1)))
                .containsExactly("a user's messages are in the order of its versions");
    }

    @Test
    void findsAWrongRouteKeyHeaderAndValue() {
        Message other = new Message("rollcall.role", "v", "2", "user.updated", "3", "1", 8, 1);
        assertThat(violations(message("1", 1), other)).hasSize(4);
    }
}
