package io.rollcall.server.events.tokens;

import io.rollcall.server.events.EventType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Event of RFC 9967 that is sent, with the types of the log that it stands for. Tokens name the changed attributes and have no
 * values: they contain no personal data, and receivers read the user as it is now.
 */
public enum ScimEvent {
    CREATED("create:notice", true, EventType.USER_CREATED),
    CHANGED("patch:notice", true, EventType.USER_UPDATED, EventType.USER_ROLE_CHANGED),
    ACTIVATED("activate", false, EventType.USER_REACTIVATED),
    DEACTIVATED("deactivate", false, EventType.USER_DEACTIVATED),
    /** The erasure of a person is one, too: a user that is erased without a deletion before is gone. */
    DELETED("delete", false, EventType.USER_DELETED, EventType.USER_ERASED);

    private static final String PREFIX = "urn:ietf:params:scim:event:prov:";

    private final String uri;
    private final boolean naming;
    private final Set<EventType> types;

    ScimEvent(String name, boolean naming, EventType... types) {
        this.uri = PREFIX + name;
        this.naming = naming;
        this.types = Set.of(types);
    }

    public String uri() {
        return uri;
    }

    /** Returns whether its payload names attributes; otherwise it is empty. */
    boolean namesAttributes() {
        return naming;
    }

    /** Returns the URIs of all events that are sent. */
    public static List<String> uris() {
        return Arrays.stream(values()).map(ScimEvent::uri).toList();
    }

    /** Returns the event that stands for a type of the log; empty if none does. */
    static Optional<ScimEvent> of(String type) {
        return EventType.of(type).flatMap(known -> Arrays.stream(values())
                .filter(event -> event.types.contains(known))
                .findFirst());
    }

    /** Returns the labels of all types of the log that events with these URIs stand for. */
    static Set<String> types(Collection<String> uris) {
        return Arrays.stream(values())
                .filter(event -> uris.contains(event.uri))
                .flatMap(event -> event.types.stream())
                .map(EventType::label)
                .collect(Collectors.toSet());
    }
}
