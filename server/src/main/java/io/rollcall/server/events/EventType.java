package io.rollcall.server.events;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Type of an event. Labels never change, since receivers depend on them; docs/events.md describes each. */
public enum EventType {
    USER_CREATED(Subject.USER, "user.created"),
    /** A change that none of the more specific types describes. */
    USER_UPDATED(Subject.USER, "user.updated"),
    USER_ROLE_CHANGED(Subject.USER, "user.role_changed"),
    USER_DEACTIVATED(Subject.USER, "user.deactivated"),
    USER_REACTIVATED(Subject.USER, "user.reactivated"),
    USER_DELETED(Subject.USER, "user.deleted"),
    /** The last event of a person; the data of all earlier ones are redacted. */
    USER_ERASED(Subject.USER, "user.erased"),
    /** A receiver has not acknowledged in time that the user was deactivated or deleted; see package receipts. */
    USER_OFFBOARDING_OVERDUE(Subject.USER, "user.offboarding_overdue"),
    ROLE_CREATED(Subject.ROLE, "role.created"),
    ROLE_UPDATED(Subject.ROLE, "role.updated"),
    ROLE_DELETED(Subject.ROLE, "role.deleted"),
    ORGANIZATION_SUSPENDED(Subject.ORGANIZATION, "organization.suspended"),
    ORGANIZATION_RESUMED(Subject.ORGANIZATION, "organization.resumed"),
    ORGANIZATION_RENAMED(Subject.ORGANIZATION, "organization.renamed"),
    /** The only event that is left of the organization. */
    ORGANIZATION_DELETED(Subject.ORGANIZATION, "organization.deleted"),
    GROUP_CREATED(Subject.GROUP, "group.created"),
    /** The name or the external id changed. */
    GROUP_UPDATED(Subject.GROUP, "group.updated"),
    /** Its memberships end with it, without events of their own. */
    GROUP_DELETED(Subject.GROUP, "group.deleted"),
    GROUP_MEMBER_ADDED(Subject.GROUP, "group.member_added"),
    GROUP_MEMBER_REMOVED(Subject.GROUP, "group.member_removed"),
    TOKEN_CREATED(Subject.TOKEN, "token.created"),
    TOKEN_ROTATED(Subject.TOKEN, "token.rotated"),
    TOKEN_REVOKED(Subject.TOKEN, "token.revoked"),
    /** The first successful request with a token. */
    PROVISIONING_CONNECTED(Subject.TOKEN, "provisioning.connected"),
    /** The server disabled a webhook, since it failed for long or answered 410. */
    WEBHOOK_DISABLED(Subject.WEBHOOK, "webhook.disabled"),
    /** The server paused a stream of security event tokens, since pushes failed for long. */
    EVENT_STREAM_PAUSED(Subject.EVENT_STREAM, "event_stream.paused");

    private static final String WILDCARD = ".*";

    private final Subject subject;
    private final String label;

    EventType(Subject subject, String label) {
        this.subject = subject;
        this.label = label;
    }

    /** Kind of thing that events are about. */
    public enum Subject {
        USER("user"),
        ROLE("role"),
        ORGANIZATION("organization"),
        GROUP("group"),
        TOKEN("token"),
        WEBHOOK("webhook"),
        EVENT_STREAM("event_stream");

        private final String label;

        Subject(String label) {
            this.label = label;
        }

        /** Returns its name in the database and in JSON. */
        public String label() {
            return label;
        }
    }

    public Subject subject() {
        return subject;
    }

    /** Returns the type's name in the database and in JSON. */
    public String label() {
        return label;
    }

    /** Returns the type with that label, or empty. */
    public static Optional<EventType> of(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    /** Returns the types that a pattern selects: one by its label, or several by {@code user.*}; none if it is unknown. */
    public static List<EventType> matching(String pattern) {
        if (!pattern.endsWith(WILDCARD)) {
            return of(pattern).stream().toList();
        }
        String prefix = pattern.substring(0, pattern.length() - 1);
        return Arrays.stream(values())
                .filter(type -> type.label.startsWith(prefix))
                .toList();
    }
}
