package io.rollcall.server.events.tokens;

import io.rollcall.server.events.LoggedEvent;
import java.util.Optional;

/**
 * Token that waits to be pushed, before it is written and signed.
 *
 * @param id of the token
 * @param position of its event; 0 for a verification
 * @param line of tokens about the same user, which are pushed one after the other
 * @param user whose event it is; empty for a verification
 * @param type label of the event's type; empty for a verification
 * @param event empty for a verification, or if it must be read from the log
 */
public record PushToken(String id, long position, String line, String user, String type, Optional<LoggedEvent> event) {
    private static final String VERIFICATIONS = "";

    /** Longer events are read again, so that all streams fit in memory. */
    private static final int MAX_KEPT = 1_024;

    static PushToken of(LoggedEvent event) {
        return new PushToken(
                event.id(),
                event.position(),
                event.organizationId().value() + "/" + event.subjectId(),
                event.subjectId(),
                event.type(),
                Optional.of(event).filter(any -> any.length() <= MAX_KEPT));
    }

    static PushToken of(StreamVerification verification) {
        return new PushToken(verification.id(), 0, VERIFICATIONS, "", "", Optional.empty());
    }

    public boolean isVerification() {
        return position == 0;
    }

    /** Returns the token without its event, which is read again: the person may be erased meanwhile. */
    public PushToken withoutEvent() {
        return new PushToken(id, position, line, user, type, Optional.empty());
    }
}
