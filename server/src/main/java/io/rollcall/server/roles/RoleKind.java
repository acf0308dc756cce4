package io.rollcall.server.roles;

/** For whom a role is meant: people assigned one by one, people who come through an assigned group, or both. */
public enum RoleKind {
    PERSONAL,
    GROUP,
    BOTH;

    /** Whether a role of this kind may be offered where one of the other kind is wanted. */
    public boolean includes(RoleKind other) {
        return this == BOTH || this == other;
    }
}
